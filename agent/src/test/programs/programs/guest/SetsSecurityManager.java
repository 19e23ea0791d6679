package programs.guest;

import java.io.IOException;

/** Runs {@link Talk} under a security manager that it has set itself. */
public final class SetsSecurityManager {

  private SetsSecurityManager() {}

  @SuppressWarnings({"deprecation", "removal"}) // on purpose
  public static void main(String[] arguments) throws IOException {
    System.setSecurityManager(new SecurityManager());
    Talk.main(arguments);
  }
}
