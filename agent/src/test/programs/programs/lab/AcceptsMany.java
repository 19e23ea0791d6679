package programs.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A server with one thread for all of its connections, which waits for data on them. Prints {@code
 * listening}, {@code accepted NUMBER} once all expected connections are there, and for each that
 * ends {@code ended|MILLISECONDS|EXCEPTION}, by the machine's clock (since 1970).
 *
 * <p>Arguments: its port, the number of connections.
 */
public final class AcceptsMany {

  private AcceptsMany() {}

  public static void main(String[] arguments) throws Exception {
    int expected = Integer.parseInt(arguments[1]);
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(Integer.parseInt(arguments[0])), 4096);
    System.out.println("listening");
    Selector selector = Selector.open();
    for (int accepted = 0; accepted < expected; accepted++) {
      SocketChannel channel = server.accept();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    }
    System.out.println("accepted " + expected);
    ByteBuffer buffer = ByteBuffer.allocate(100);
    while (true) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        try {
          buffer.clear();
          if (((SocketChannel) key.channel()).read(buffer) < 0) {
            throw new IOException("the other end has closed it");
          }
        } catch (IOException e) {
          key.channel().close();
          System.out.println("ended|" + System.currentTimeMillis() + "|" + e);
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
