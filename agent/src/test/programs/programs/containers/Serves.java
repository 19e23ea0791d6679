package programs.containers;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import programs.ConnectsNatively;

/**
 * A server and its clients in one process, both ends open until the input ends: a Socket, a
 * SocketChannel, and, if a library is named, a connection that a JNI library opens.
 */
public final class Serves {

  /** Keeps the connections from being closed as garbage. */
  private static final List<Object> OPEN = new ArrayList<>();

  private Serves() {}

  /** Argument: the JNI library's file, or none. */
  public static void main(String[] arguments) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    ServerSocket server = new ServerSocket(0, 8, loopback);
    OPEN.add(server);
    OPEN.add(new Socket(loopback, server.getLocalPort()));
    OPEN.add(server.accept());
    ServerSocketChannel channels =
        ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
    OPEN.add(channels);
    OPEN.add(SocketChannel.open(channels.getLocalAddress()));
    OPEN.add(channels.accept());
    if (arguments.length > 0) {
      ConnectsNatively.once(arguments[0], server.getLocalPort());
      OPEN.add(server.accept());
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the input ends.
    }
  }
}
