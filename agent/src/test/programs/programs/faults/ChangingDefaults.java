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
    ServerSocketChannel choosingServer = Told.keep(ServerSocketChannel.open()).bind(any);
    Timings.idle(choosingServer, 30);
    Told.keep(SocketChannel.open(server.getLocalAddress()));
    Told.keep(server.accept());
    SocketChannel choosingClient = SocketChannel.open();
    Timings.idle(choosingClient, 30);
    SocketChannel waitingClient = SocketChannel.open(); // made before the change, connected after
    Files.write(
        Paths.get("/proc/sys/net/ipv4/tcp_keepalive_time"),
        "30".getBytes(StandardCharsets.US_ASCII));
    choosingClient.connect(server.getLocalAddress());
    Told.tell("chosen", choosingClient);
    Told.tell("nothing", server.accept());
    waitingClient.connect(choosingServer.getLocalAddress());
    Told.tell("nothing", waitingClient);
    Told.tell("chosen", choosingServer.accept());
    try (ServerSocket plain = new ServerSocket(0, 1, any.getAddress())) {
      Told.tell("nothing", new Socket(plain.getInetAddress(), plain.getLocalPort()));
      Told.tell("nothing", plain.accept());
    }
    Told.held();
  }
}
