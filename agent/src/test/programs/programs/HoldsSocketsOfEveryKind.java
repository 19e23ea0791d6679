package programs;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds, until its input ends, four listeners, two UDP sockets, from JDK 16 on a Unix-domain
 * listener and connection at the path that is its argument, and a TCP connection, opened last.
 */
public final class HoldsSocketsOfEveryKind {

  /** Keeps the sockets from being closed as garbage. */
  private static final List<Object> OPEN = new ArrayList<>();

  private HoldsSocketsOfEveryKind() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    InetSocketAddress any = new InetSocketAddress(loopback, 0);
    OPEN.add(new ServerSocket(0, 1, loopback));
    OPEN.add(ServerSocketChannel.open().bind(any));
    OPEN.add(AsynchronousServerSocketChannel.open().bind(any));
    DatagramSocket datagrams = new DatagramSocket(any);
    OPEN.add(datagrams);
    OPEN.add(DatagramChannel.open().connect(datagrams.getLocalSocketAddress()));
    openUnixDomain(arguments[0]);
    ServerSocket server = new ServerSocket(0, 1, loopback);
    OPEN.add(server);
    OPEN.add(new Socket(loopback, server.getLocalPort()));
    OPEN.add(server.accept());
    System.out.println("ready");
    System.in.read();
  }

  private static void openUnixDomain(String file) throws IOException, ReflectiveOperationException {
    ProtocolFamily unix;
    try {
      unix = StandardProtocolFamily.valueOf("UNIX");
    } catch (IllegalArgumentException earlier) {
      return;
    }
    ServerSocketChannel server =
        (ServerSocketChannel)
            ServerSocketChannel.class.getMethod("open", ProtocolFamily.class).invoke(null, unix);
    SocketAddress address =
        (SocketAddress)
            Class.forName("java.net.UnixDomainSocketAddress")
                .getMethod("of", String.class)
                .invoke(null, file);
    OPEN.add(server.bind(address));
    OPEN.add(SocketChannel.open(address));
    OPEN.add(server.accept());
  }
}
