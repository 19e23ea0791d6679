package programs.attach;

import java.net.ServerSocket;
import java.net.Socket;
import java.security.Permission;

/**
 * {@link Holds} under a security manager of its own, which lets the application do everything, and
 * the agent nothing of one kind, whatever its rights are.
 */
public final class Refuses {

  private Refuses() {}

  /**
   * First a part of the permission's text that is refused, then what Holds takes. With a third the
   * manager comes only after a first connection.
   */
  @SuppressWarnings({"deprecation", "removal"}) // of purpose
  public static void main(String[] arguments) throws Exception {
    String refused = arguments[0];
    if (arguments.length > 2) {
      ServerSocket server = new ServerSocket(0);
      new Socket(server.getInetAddress(), server.getLocalPort()).close();
      server.accept().close();
      server.close();
    }
    System.setSecurityManager(
        new SecurityManager() {
          @Override
          public void checkPermission(Permission permission) {
            if (permission.toString().contains(refused) && isAgents()) {
              throw new SecurityException("refused: " + permission);
            }
          }
        });
    Holds.main(new String[] {arguments[1]});
  }

  private static boolean isAgents() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().startsWith("io.github.kaagent.")) {
        return true;
      }
    }
    return false;
  }
}
