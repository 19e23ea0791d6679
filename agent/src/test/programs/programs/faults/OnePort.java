package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Listens on a port and also connects from it to two peers, as hole punching does. Keepalive is
 * switched off on one of these connections, and on the accepted one.
 */
public final class OnePort {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private OnePort() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocketChannel server = share(ServerSocketChannel.open());
    server.bind(new InetSocketAddress(LOOPBACK, 0));
    Told.keep(server);
    ServerSocket firstPeer = Told.keep(new ServerSocket(0, 1, LOOPBACK));
    ServerSocket secondPeer = Told.keep(new ServerSocket(0, 1, LOOPBACK));
    SocketChannel before = share(SocketChannel.open());
    before.bind(server.getLocalAddress());
    before.connect(firstPeer.getLocalSocketAddress());
    SocketChannel client = SocketChannel.open(server.getLocalAddress());
    SocketChannel accepted = server.accept();
    SocketChannel after = share(SocketChannel.open());
    after.bind(server.getLocalAddress());
    after.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    after.connect(secondPeer.getLocalSocketAddress());
    accepted.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    Told.tell("out nothing", before);
    Told.tell("out off", after);
    Told.tell("in off", accepted);
    Told.tell("elsewhere out nothing", client);
    for (ServerSocket peer : new ServerSocket[] {firstPeer, secondPeer}) {
      Socket atPeer = peer.accept();
      Told.tell("elsewhere in nothing", atPeer);
    }
    Told.held();
  }

  /** SO_REUSEPORT by its name, because JDK 8 has none; SO_REUSEADDR suffices there on Linux. */
  @SuppressWarnings("unchecked") // SO_REUSEPORT is of type Boolean
  private static <T extends NetworkChannel> T share(T channel) throws Exception {
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals("SO_REUSEPORT")) {
        channel.setOption((SocketOption<Boolean>) option, true);
      }
    }
    return channel;
  }
}
