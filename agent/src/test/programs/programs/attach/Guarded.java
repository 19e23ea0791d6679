package programs.attach;

/** {@link Holds} under a security manager that it has set itself. */
public final class Guarded {

  private Guarded() {}

  @SuppressWarnings({"deprecation", "removal"}) // on purpose
  public static void main(String[] arguments) throws Exception {
    System.setSecurityManager(new SecurityManager());
    Holds.main(arguments);
  }
}
