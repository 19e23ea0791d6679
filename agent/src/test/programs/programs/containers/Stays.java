package programs.containers;

import java.util.concurrent.CountDownLatch;

/** Does what {@link Serves} does until it's killed, even if there is no input. */
public final class Stays {

  private Stays() {}

  public static void main(String[] arguments) throws Exception {
    Serves.main(arguments);
    new CountDownLatch(1).await();
  }
}
