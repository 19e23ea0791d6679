package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Chooses an idle time of 10 s for one end of a connection, and nothing for the other; then 20 s.
 */
public final class ChoosesIdle {

  private ChoosesIdle() {}

  public static void main(String[] arguments) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel server = Told.keep(ServerSocketChannel.open()).bind(any);
    SocketChannel channel = SocketChannel.open();
    Timings.idle(channel, 10);
    channel.connect(server.getLocalAddress());
    Told.tell("chosen", channel);
    Told.tell("nothing", server.accept());
    Told.held();
    Timings.idle(channel, 20);
    Told.held();
  }
}
