package programs.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A program with two TCP connections to itself, of a Socket and of a SocketChannel: four ends. It
 * keeps them open until it reads a line, and ends with status 3.
 */
public final class Talk {

  private Talk() {}

  public static void main(String[] arguments) throws IOException {
    talk();
    System.exit(3);
  }

  static void talk() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket socket = new Socket(loopback, server.getLocalPort());
        Socket accepted = server.accept();
        ServerSocketChannel channelServer =
            ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        SocketChannel channel = SocketChannel.open(channelServer.getLocalAddress());
        SocketChannel acceptedChannel = channelServer.accept()) {
      socket.getOutputStream().write('S');
      channel.write(ByteBuffer.wrap(new byte[] {'C'}));
      ByteBuffer came = ByteBuffer.allocate(1);
      acceptedChannel.read(came);
      System.out.println(
          "came: " + (char) accepted.getInputStream().read() + (char) came.array()[0]);
      if (System.in.read() < 0) {
        System.out.println("nobody is there");
      }
    }
  }
}
