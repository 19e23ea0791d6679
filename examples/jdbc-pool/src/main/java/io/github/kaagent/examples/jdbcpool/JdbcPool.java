package io.github.kaagent.examples.jdbcpool;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A HikariCP pool of connections to PostgreSQL, both with their defaults: ten connections, no query
 * timeout. Does three things that applications do with it, each with a silence, and measures them.
 */
public final class JdbcPool {

  private static final long SILENCE = TimeUnit.SECONDS.toMillis(5);

  /** Longer than the 30 s after which HikariCP itself gives up. */
  private static final long PATIENCE = TimeUnit.SECONDS.toMillis(32);

  private static final int CONNECTIONS = 10;

  private JdbcPool() {}

  /**
   * Prints a line for each of the three; the exit status is how many were not answered.
   *
   * @param arguments the database's URL, and the text that each line begins with
   * @throws Exception if there is no database
   */
  public static void main(String[] arguments) throws Exception {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(arguments[0]);
    pool.getConnection().close();
    while (pool.getHikariPoolMXBean().getTotalConnections() < CONNECTIONS) {
      Thread.sleep(20); // The pool fills itself.
    }
    Map<String, Callable<Long>> tasks = new LinkedHashMap<>();
    tasks.put("a transaction that pauses 5 s: its commit", () -> commit(pool));
    tasks.put("5 s later: a connection of the pool", () -> borrow(pool));
    tasks.put("a query that takes the database 5 s", () -> query(pool));
    System.exit(unanswered(tasks, arguments[1]));
  }

  private static int unanswered(Map<String, Callable<Long>> tasks, String prefix) throws Exception {
    Map<String, FutureTask<Boolean>> running = new LinkedHashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    tasks.forEach(
        (what, work) -> {
          FutureTask<Boolean> task = new FutureTask<>(() -> runAndPrint(prefix, what, work));
          running.put(what, task);
          threads.execute(task);
        });
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SILENCE + PATIENCE);
    int unanswered = 0;
    for (Map.Entry<String, FutureTask<Boolean>> work : running.entrySet()) {
      try {
        if (!work.getValue().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS)) {
          unanswered++;
        }
      } catch (TimeoutException e) {
        print(prefix, work.getKey(), "nothing within " + PATIENCE / 1000 + " s");
        unanswered++;
      }
    }
    return unanswered;
  }

  /** Does one of the three, and prints how it ended; returns whether it was answered. */
  private static boolean runAndPrint(String prefix, String what, Callable<Long> work)
      throws Exception {
    try {
      print(prefix, what, String.format("answered after %.1f s", work.call() / 1000.0));
      return true;
    } catch (SQLException e) {
      print(prefix, what, e.getClass().getSimpleName() + ": " + e.getMessage());
      return false;
    }
  }

  private static void print(String prefix, String what, String text) {
    System.out.printf("%-17s  %-41s  %s%n", prefix, what, text);
  }

  private static long commit(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      execute(connection, "select 1");
      Thread.sleep(SILENCE);
      long start = System.nanoTime();
      connection.commit();
      return millisSince(start);
    }
  }

  private static long borrow(HikariDataSource pool) throws Exception {
    Thread.sleep(SILENCE);
    long start = System.nanoTime();
    try (Connection connection = pool.getConnection()) {
      execute(connection, "select 1");
      return millisSince(start);
    }
  }

  private static long query(HikariDataSource pool) throws Exception {
    try (Connection connection = pool.getConnection()) {
      long start = System.nanoTime();
      execute(connection, "select pg_sleep(" + SILENCE / 1000.0 + ")");
      return millisSince(start);
    }
  }

  private static void execute(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(query);
    }
  }

  private static long millisSince(long start) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
