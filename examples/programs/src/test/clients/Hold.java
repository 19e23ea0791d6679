import java.io.IOException;

/** Keeps a client's connections open while the test looks at them. */
final class Hold {

  private Hold() {}

  /** Says that there is something to be looked at, and waits until it was. */
  static void untilTold() throws IOException {
    System.out.println("connected");
    while (System.in.read() >= 0) {
      // Until the end of the input.
    }
  }
}
