package programs.lab;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens connections, prints {@code connected NUMBER}, and holds them until its input ends.
 *
 * <p>Arguments: the host, the number of connections to each port, the ports.
 */
public final class ConnectsMany {

  private ConnectsMany() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress host = InetAddress.getByName(arguments[0]);
    List<SocketChannel> open = new ArrayList<>();
    for (int argument = 2; argument < arguments.length; argument++) {
      InetSocketAddress server = new InetSocketAddress(host, Integer.parseInt(arguments[argument]));
      for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
        open.add(SocketChannel.open(server));
      }
    }
    System.out.println("connected " + open.size());
    while (System.in.read() >= 0) {
      // Until its input ends.
    }
    System.exit(0);
  }
}
