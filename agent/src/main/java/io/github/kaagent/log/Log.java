package io.github.kaagent.log;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The agent's log, line by line to standard error or a file. Callers never wait: a line goes into a
 * queue, and {@link LogWriter}'s thread writes it.
 *
 * <p>The file is written by tinylog's writer, without tinylog's Logger: Logger reads the
 * application's {@code tinylog.*} properties through the context class loader, and can't be
 * configured again by a second attach. Standard error is written without tinylog.
 */
public final class Log {

  private static final List<String> LEVELS =
      Arrays.asList("debug", "info", "warn", "error", "off"); // no line is "off"

  private static volatile int threshold = LEVELS.indexOf("info");
  private static volatile LogWriter writer = new LogWriter(null, null);

  private Log() {}

  /** Sets the least level to be logged, and the file to append to; null is standard error. */
  public static synchronized void configure(String level, String file) {
    threshold = LEVELS.indexOf(level);
    if (!Objects.equals(writer.file, file)) {
      change(file);
    }
    // The thread starts here, at a start or an attach: later, threads and files may be denied.
    writer.stay(isDebug() || (file != null && !level.equals("off")));
  }

  /** What keeps the agent from its work. */
  public static void error(String text) {
    log("error", text);
  }

  /** What an operator ought to look at. */
  public static void warn(String text) {
    log("warn", text);
  }

  /** What happened to the agent. */
  public static void info(String text) {
    log("info", text);
  }

  /** What happened to a socket; check {@link #isDebug} before making the text. */
  public static void debug(String text) {
    log("debug", text);
  }

  /** Whether {@link #debug} logs. */
  public static boolean isDebug() {
    return threshold == 0;
  }

  /**
   * Ends the thread, once it has written what was logged, and closes the file; what is logged later
   * goes to standard error.
   */
  public static synchronized void close() {
    change(null);
  }

  private static void change(String file) {
    LogWriter previous = writer;
    writer = new LogWriter(file, null);
    previous.stay(false);
  }

  private static void log(String level, String text) {
    if (LEVELS.indexOf(level) >= threshold) {
      LogWriter current = writer;
      try {
        current.add(new LogLine(level, text));
      } catch (Throwable outOfMemoryOrStack) {
        current.lose();
      }
    }
  }
}
