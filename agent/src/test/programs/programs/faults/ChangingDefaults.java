package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** Changes the machine's default idle (sysctl) to the value that some sockets have chosen. */
public final class ChangingDefaults {

  private ChangingDefaults() {}

  public static void main(String[] arguments) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel server = Told.keep(ServerSocketChannel.open()).bind(any);
    ServerSocketChannel choosing = Told.keep(ServerSocketChannel.open()).bind(any);
    Timings.idle(choosing, 30);
    Told.keep(SocketChannel.open(server.getLocalAddress()));
    Told.keep(server.accept());
    SocketChannel chooses = SocketChannel.open();
    Timings.idle(chooses, 30);
    SocketChannel waits = SocketChannel.open(); // made before the change, connected after it
    Files.write(
        Paths.get("/proc/sys/net/ipv4/tcp_keepalive_time"),
        "30".getBytes(StandardCharsets.US_ASCII));
    chooses.connect(server.getLocalAddress());
    Told.tell("chosen", chooses);
    Told.tell("nothing", server.accept());
    waits.connect(choosing.getLocalAddress());
    Told.tell("nothing", waits);
    Told.tell("chosen", choosing.accept());
    try (ServerSocket plain = new ServerSocket(0, 1, any.getAddress())) {
      Told.tell("nothing", new Socket(plain.getInetAddress(), plain.getLocalPort()));
      Told.tell("nothing", plain.accept());
    }
    Told.held();
  }
}
