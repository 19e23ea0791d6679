package io.github.kaagent.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The agent's log: one line a fact, to standard error or a file. Whoever logs never waits: a line
 * goes into a queue, and {@link LogWriter}'s thread writes it.
 *
 * <p>The file is written by tinylog's writer, without tinylog's Logger: that one reads the
 * application's {@code tinylog.*} properties through the context class loader, and can't be
 * configured again by a second attach. Standard error does without tinylog altogether.
 */
public final class Log {

  private static final int DEBUG = 0;
  private static final int INFO = 1;
  private static final int WARN = 2;
  private static final int ERROR = 3;
  private static final int OFF = 4;
  private static final List<String> LEVELS =
      Arrays.asList("debug", "info", "warn", "error", "off"); // by these

  private static volatile int least = INFO;
  private static volatile LogWriter writer = new LogWriter(null, null);

  private Log() {}

  /** Logs so from now on; to the end of a file, or to standard error if that is null. */
  public static synchronized void configure(String level, String to) {
    least = LEVELS.indexOf(level);
    if (!Objects.equals(writer.file, to)) {
      change(to);
    }
    // Here, where an agent starts or changes: later it may be denied threads and files.
    writer.last(least == DEBUG || (to != null && least != OFF));
  }

  /** What keeps the agent from its work. */
  public static void error(String text) {
    log(ERROR, text);
  }

  /** What an operator ought to look at. */
  public static void warn(String text) {
    log(WARN, text);
  }

  /** What happened to the agent. */
  public static void info(String text) {
    log(INFO, text);
  }

  /** What happened to a socket; ask {@link #isDebug} before making the text. */
  public static void debug(String text) {
    log(DEBUG, text);
  }

  /** Whether {@link #debug} logs. */
  public static boolean isDebug() {
    return least == DEBUG;
  }

  /**
   * Ends the thread, once it has written what was logged, and closes the file; what is logged later
   * goes to standard error.
   */
  public static synchronized void close() {
    change(null);
  }

  private static void change(String to) {
    LogWriter last = writer;
    writer = new LogWriter(to, null);
    last.last(false);
  }

  private static void log(int level, String text) {
    if (level >= least) {
      LogWriter to = writer;
      try {
        to.add(new LogLine(LEVELS.get(level), text));
      } catch (Throwable outOfMemoryOrStack) {
        to.lose();
      }
    }
  }
}
