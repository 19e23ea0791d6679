package programs.attach;

import java.net.ServerSocket;
import java.net.Socket;
import java.security.Permission;

/**
 * {@link Holds} under a security manager of its own, which allows the application everything, and
 * denies the agent one kind of permission, whatever it was granted.
 */
public final class Refuses {

  private Refuses() {}

  /**
   * Arguments: a part of the text of the permissions to deny, and the argument of Holds. With a
   * third argument the manager is set only after a first connection.
   */
  @SuppressWarnings({"deprecation", "removal"}) // on purpose
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
            if (permission.toString().contains(refused) && isCalledByAgent()) {
              throw new SecurityException("refused: " + permission);
            }
          }
        });
    Holds.main(new String[] {arguments[1]});
  }

  private static boolean isCalledByAgent() {
    for (StackTraceElement frame : new Throwable().getStackTrace()) {
      if (frame.getClassName().startsWith("io.github.kaagent.")) {
        return true;
      }
    }
    return false;
  }
}
