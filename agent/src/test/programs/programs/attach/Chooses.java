package programs.attach;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepts a connection for each argument, all on one port, and sets its TCP_KEEPIDLE to the
 * argument. Ends with its standard input.
 */
public final class Chooses {

  private static final List<SocketChannel> OPEN = new ArrayList<>();

  private Chooses() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    for (String idle : arguments) {
      OPEN.add(SocketChannel.open(server.getLocalAddress()));
      SocketChannel accepted = server.accept();
      OPEN.add(accepted);
      set(accepted, "TCP_KEEPIDLE", Integer.valueOf(idle));
    }
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the input ends.
    }
  }

  /** By its name, because JDK 8's API is older than the option's constant. */
  @SuppressWarnings("unchecked") // such an option is of type Integer
  private static void set(SocketChannel channel, String name, Integer value) throws Exception {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals(name)) {
        channel.setOption((SocketOption<Integer>) option, value);
      }
    }
  }
}
