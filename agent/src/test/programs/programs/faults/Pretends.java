package programs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Pretends to be on another platform and JDK, as tests of applications do, when the JDK's own
 * classes have looked at these properties.
 */
public final class Pretends {

  private Pretends() {}

  public static void main(String[] arguments) throws Exception {
    Timings.named("TCP_KEEPIDLE");
    ServerSocket server = Told.keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    String version = System.getProperty("java.specification.version");
    System.setProperty("os.name", "Windows 10");
    System.setProperty("os.arch", "x86");
    System.setProperty("java.specification.version", version.equals("1.8") ? "17" : "1.8");
    connect(server);
    Told.held(); // an attach may come
    connect(server);
    Told.held();
  }

  private static void connect(ServerSocket server) throws IOException {
    Told.tell("socket", new Socket(server.getInetAddress(), server.getLocalPort()));
    Told.tell("accepted", server.accept());
  }
}
