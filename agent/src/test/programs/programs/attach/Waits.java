package programs.attach;

/** Opens no socket, and ends with its standard input. */
public final class Waits {

  private Waits() {}

  public static void main(String[] arguments) throws Exception {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      // Until the input ends.
    }
  }
}
