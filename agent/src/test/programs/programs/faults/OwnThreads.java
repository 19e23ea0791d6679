package programs.faults;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Has an InheritableThreadLocal, and tells how many threads have asked for its value. */
public final class OwnThreads {

  private static final AtomicInteger INHERITED = new AtomicInteger();

  private static final InheritableThreadLocal<String> LOCAL =
      new InheritableThreadLocal<String>() {
        @Override
        protected String childValue(String parent) {
          INHERITED.incrementAndGet();
          return parent;
        }
      };

  private OwnThreads() {}

  public static void main(String[] arguments) throws Exception {
    LOCAL.set("the application's");
    ServerSocket server = Told.keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Told.tell("socket", new Socket(server.getInetAddress(), server.getLocalPort()));
    System.in.read(); // The agent's log has written its first line.
    System.out.println("inherited " + INHERITED.get());
  }
}
