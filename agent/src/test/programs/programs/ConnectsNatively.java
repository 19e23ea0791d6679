package programs;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Connects to a port of this machine by a JNI library of its own; no Java socket takes part. For
 * each protocol number that it reads it closes the connection that it has and makes another.
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
      if (fd >= 0) {
        close(fd);
      }
      fd = connect(Integer.parseInt(line), port);
      System.out.println("fd " + fd);
    }
  }

  private static native int connect(int protocol, int port);

  private static native void close(int fd);
}
