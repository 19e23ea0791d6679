import java.rmi.registry.LocateRegistry;

/** RMI. */
final class Rmi {

  private Rmi() {}

  public static void main(String[] arguments) throws Exception {
    LocateRegistry.getRegistry("127.0.0.1", 1099).list();
    Hold.untilTold();
  }
}
