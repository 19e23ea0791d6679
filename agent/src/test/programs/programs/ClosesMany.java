package programs;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens sockets one after the other, sets an option of each and closes it; the first argument is
 * their kind, the second their number. Then it connects a channel with an idle of 13 s, and prints
 * its local port.
 */
public final class ClosesMany {

  /** Keeps the closed sockets from becoming garbage. */
  private static final List<Closeable> CLOSED = new ArrayList<>();

  private ClosesMany() {}

  public static void main(String[] arguments) throws Exception {
    for (int i = Integer.parseInt(arguments[1]); i > 0; i--) {
      Closeable socket = withAnOption(arguments[0]);
      socket.close();
      CLOSED.add(socket);
    }
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel channel = SocketChannel.open()) {
      channel.setOption(idle(channel), 13);
      channel.connect(server.getLocalAddress());
      System.out.println("connected " + channel.socket().getLocalPort());
      System.in.read();
    }
  }

  private static Closeable withAnOption(String kind) throws Exception {
    switch (kind) {
      case "Socket":
        Socket socket = new Socket();
        socket.setKeepAlive(true);
        return socket;
      case "SocketChannel":
        return SocketChannel.open().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      case "AsynchronousSocketChannel":
        return AsynchronousSocketChannel.open().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      default:
        throw new IllegalArgumentException(kind);
    }
  }

  @SuppressWarnings("unchecked") // TCP_KEEPIDLE is of type Integer
  private static SocketOption<Integer> idle(NetworkChannel channel) {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals("TCP_KEEPIDLE")) {
        return (SocketOption<Integer>) option;
      }
    }
    throw new IllegalStateException("no TCP_KEEPIDLE");
  }
}
