package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Connects to a port of this machine by a JNI library; no Java socket takes part. For each protocol
 * number that it reads it opens a connection, which replaces the one before and takes its
 * descriptor; with a plus sign before the number the one before stays.
 */
public final class ConnectsNatively {

  private ConnectsNatively() {}

  /** Arguments: the library's file, the port. */
  public static void main(String[] arguments) throws Exception {
    System.load(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    int fd = -1;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.equals("interrupt")) {
        Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
        continue;
      }
      int connected = connect(Integer.parseInt(line), port);
      if (fd >= 0 && !line.startsWith("+")) {
        replace(fd, connected);
      } else {
        fd = connected;
      }
      System.out.println("fd " + fd);
    }
  }

  /** Opens one connection to a port of this machine. */
  public static int once(String library, int port) {
    System.load(library);
    return connect(6, port);
  }

  private static native int connect(int protocol, int port);

  private static native void replace(int old, int fd);
}
