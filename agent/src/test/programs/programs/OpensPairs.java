package programs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Opens and closes connections to itself, of the class that the first argument names (Socket,
 * SocketChannel, AsynchronousSocketChannel): one, then it prints "begin", then as many as the
 * second argument says, then it prints "end".
 */
public final class OpensPairs {

  private OpensPairs() {}

  public static void main(String[] arguments) throws Exception {
    Pair pair = pair(arguments[0]);
    pair.open(); // the first makes the JDK find out what the machine supports
    System.out.println("begin");
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      pair.open();
    }
    System.out.println("end");
  }

  private interface Pair {
    void open() throws Exception;
  }

  private static Pair pair(String kind) {
    switch (kind) {
      case "Socket":
        return OpensPairs::sockets;
      case "SocketChannel":
        return OpensPairs::channels;
      case "AsynchronousSocketChannel":
        return OpensPairs::asynchronousChannels;
      default:
        throw new IllegalArgumentException(kind);
    }
  }

  private static void sockets() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      check(client.isConnected() && accepted.isConnected());
    }
  }

  private static void channels() throws IOException {
    try (ServerSocketChannel server =
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel client = SocketChannel.open(server.getLocalAddress());
        SocketChannel accepted = server.accept()) {
      check(client.isConnected() && accepted.isConnected());
    }
  }

  private static void asynchronousChannels() throws Exception {
    try (AsynchronousServerSocketChannel server =
            AsynchronousServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      client.connect(server.getLocalAddress()).get();
      try (AsynchronousSocketChannel accepted = server.accept().get()) {
        check(client.isOpen() && accepted.isOpen());
      }
    }
  }

  private static void check(boolean connected) throws IOException {
    if (!connected) {
      throw new IOException("not connected");
    }
  }
}
