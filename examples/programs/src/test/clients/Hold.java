import java.io.IOException;

/** Keeps a client's connections open while the test looks at them. */
final class Hold {

  private Hold() {}

  /** Tells the test that it can look, and waits until it has. */
  static void untilTold() throws IOException {
    System.out.println("connected");
    while (System.in.read() >= 0) {
      // Until the end of the input.
    }
  }
}
