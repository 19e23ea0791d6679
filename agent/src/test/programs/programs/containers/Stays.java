package programs.containers;

import java.util.concurrent.CountDownLatch;

/** What {@link Serves} does, also where there is no input, until it's killed. */
public final class Stays {

  private Stays() {}

  public static void main(String[] arguments) throws Exception {
    Serves.main(arguments);
    new CountDownLatch(1).await();
  }
}
