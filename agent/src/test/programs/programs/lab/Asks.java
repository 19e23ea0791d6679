package programs.lab;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Opens a connection of each kind, without a timeout as most programs do, and sends each line of
 * its input as a question on all of them at once: {@code port} is answered, {@code never} is not.
 * Prints how each question ended and when, by the machine's clock (since 1970): {@code
 * KIND|MILLISECONDS|answered ANSWER} or {@code KIND|MILLISECONDS|EXCEPTION}.
 *
 * <p>Arguments: the {@link Peer}'s host and port, a PostgreSQL server's port at the same host, the
 * kinds.
 */
public final class Asks {

  private Asks() {}

  public static void main(String[] arguments) throws Exception {
    Kinds kinds =
        new Kinds(arguments[0], Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    Map<String, Asked> connections = new LinkedHashMap<>();
    for (String kind : Arrays.asList(arguments).subList(3, arguments.length)) {
      connections.put(kind, kinds.open(kind));
    }
    System.out.println("open");
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String question = line;
      CountDownLatch started = new CountDownLatch(connections.size());
      connections.forEach((kind, connection) -> ask(kind, connection, question, started));
      started.await();
    }
    System.exit(0);
  }

  private static void ask(String kind, Asked connection, String question, CountDownLatch started) {
    Thread thread =
        new Thread(
            () -> {
              started.countDown();
              String end;
              try {
                end = "answered " + connection.ask(question);
              } catch (Exception e) {
                end = describe(e);
              }
              System.out.println(kind + "|" + System.currentTimeMillis() + "|" + end);
            },
            kind);
    thread.setDaemon(true);
    thread.start();
  }

  /** The exception and its root cause: a driver's own exception says little. */
  private static String describe(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause == thrown ? thrown.toString() : thrown.getClass().getName() + " <- " + cause;
  }
}
