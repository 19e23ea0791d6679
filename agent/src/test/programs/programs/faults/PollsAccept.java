package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Asks a listener that has an option of its own again and again, when nobody comes. */
public final class PollsAccept {

  private static final int MORE_THAN_ARE_REMEMBERED = 65_600;

  private PollsAccept() {}

  public static void main(String[] arguments) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel server = Told.keep(ServerSocketChannel.open()).bind(any);
    Timings.idle(server, 30);
    server.configureBlocking(false);
    for (int i = 0; i < MORE_THAN_ARE_REMEMBERED; i++) {
      server.accept();
    }
    SocketChannel channel = SocketChannel.open();
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    channel.connect(server.getLocalAddress());
    Told.tell("off", channel);
    SocketChannel accepted = server.accept();
    while (accepted == null) {
      accepted = server.accept();
    }
    Told.tell("accepted", accepted);
    Told.held();
  }
}
