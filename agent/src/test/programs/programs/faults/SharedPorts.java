package programs.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Connects unbound clients of every kind, each to a listener of its own in this JVM, so that the
 * kernel gives one local port to many of them. One in four sets nothing, the others switch
 * keepalive off before or after connect, or set an idle time of 30 s.
 *
 * <p>Reads ranges of the listeners' ports, as {@code FROM TO}. A connection's name is {@code low}
 * below port 11000 and {@code high} from there on, {@code out} or {@code in}, and its wish.
 */
public final class SharedPorts {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final String[] WISHES = {"nothing", "off-before", "off-after", "idle"};

  private SharedPorts() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    System.out.println("ready");
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] range = line.split(" ", -1);
      for (int port = Integer.parseInt(range[0]); port < Integer.parseInt(range[1]); port++) {
        open(port);
      }
      System.out.println("held");
    }
  }

  private static void open(int port) throws Exception {
    String half = port < 11000 ? "low" : "high";
    int wish = port / 3 % WISHES.length;
    switch (port % 3) {
      case 0:
        channels(half, port, wish);
        break;
      case 1:
        asynchronous(half, port, wish);
        break;
      default:
        sockets(half, port, wish == 3 ? 0 : wish);
    }
  }

  private static void sockets(String half, int port, int wish) throws IOException {
    ServerSocket server = Told.keep(new ServerSocket(port, 1, LOOPBACK));
    Socket client = new Socket();
    if (wish == 1) {
      client.setKeepAlive(false);
    }
    client.connect(server.getLocalSocketAddress());
    if (wish == 2) {
      client.setKeepAlive(false);
    }
    Told.tell(half + " out " + WISHES[wish], client);
    Told.tell(half + " in nothing", server.accept());
  }

  private static void channels(String half, int port, int wish) throws IOException {
    ServerSocketChannel server = Told.keep(ServerSocketChannel.open());
    server.bind(new InetSocketAddress(LOOPBACK, port));
    SocketChannel client = SocketChannel.open();
    if (wish == 1) {
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    }
    client.connect(server.getLocalAddress());
    SocketChannel accepted = server.accept();
    if (wish == 2) {
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
      accepted.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    } else if (wish == 3) {
      Timings.idle(client, 30);
      Timings.idle(accepted, 30);
    }
    Told.tell(half + " out " + WISHES[wish], client);
    Told.tell(half + " in " + WISHES[wish == 1 ? 0 : wish], accepted);
  }

  private static void asynchronous(String half, int port, int wish) throws Exception {
    AsynchronousServerSocketChannel server = Told.keep(AsynchronousServerSocketChannel.open());
    server.bind(new InetSocketAddress(LOOPBACK, port));
    AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
    if (wish == 1) {
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    }
    client.connect(server.getLocalAddress()).get();
    AsynchronousSocketChannel accepted = server.accept().get();
    if (wish == 2) {
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
      accepted.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    } else if (wish == 3) {
      Timings.idle(client, 30);
      Timings.idle(accepted, 30);
    }
    Told.tell(half + " out " + WISHES[wish], client);
    Told.tell(half + " in " + WISHES[wish == 1 ? 0 : wish], accepted);
  }
}
