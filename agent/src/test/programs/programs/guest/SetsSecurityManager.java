package programs.guest;

import java.io.IOException;

/** Talks under a security manager that it has set itself. */
public final class SetsSecurityManager {

  private SetsSecurityManager() {}

  @SuppressWarnings({"deprecation", "removal"}) // of purpose
  public static void main(String[] arguments) throws IOException {
    System.setSecurityManager(new SecurityManager());
    Talk.main(arguments);
  }
}
