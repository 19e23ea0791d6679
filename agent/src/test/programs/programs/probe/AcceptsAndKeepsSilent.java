package programs.probe;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;

/**
 * A server that sends nothing: prints its port, counts the connections that it accepts, and closes
 * each after some time, or never if that is negative. Arguments: {@code PORT MILLISECONDS}
 */
public final class AcceptsAndKeepsSilent {

  /** A Socket that nobody holds may be closed by the garbage collector. */
  private static final List<Socket> KEPT = new ArrayList<>();

  private AcceptsAndKeepsSilent() {}

  public static void main(String[] arguments) throws Exception {
    long millis = Long.parseLong(arguments[1]);
    Timer timer = new Timer(true);
    try (ServerSocket server = new ServerSocket(Integer.parseInt(arguments[0]), 100)) {
      System.out.println("port " + server.getLocalPort());
      while (true) {
        Socket socket = server.accept();
        KEPT.add(socket);
        System.out.println("accepted " + KEPT.size());
        if (millis >= 0) {
          timer.schedule(closing(socket), millis);
        }
      }
    }
  }

  private static TimerTask closing(Socket socket) {
    return new TimerTask() {
      @Override
      public void run() {
        try {
          socket.close();
        } catch (IOException ignored) {
          // Whoever waits for the close notices if it did not happen.
        }
      }
    };
  }
}
