package io.github.kaagent.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The agent's log: one line a fact, to standard error or a file.
 *
 * <p>The file is written by tinylog's writer, without tinylog's Logger: that one reads the
 * application's {@code tinylog.*} properties through the context class loader, can't be configured
 * again by a second attach, and takes 60 ms to start, in the middle of the application's first
 * connect. Standard error does without tinylog altogether.
 */
public final class Log {

  /** Where lines go. */
  interface Sink {
    void write(String line) throws Exception;

    void close() throws Exception;
  }

  private static final String[] LEVELS = {"debug", "info", "warn", "error", "off"};
  private static final int DEBUG = 0;
  private static final int INFO = 1;
  private static final int WARN = 2;
  private static final int ERROR = 3;

  /** What waits; a lock of its own, for whoever holds the log's may be loading classes. */
  private static final List<String> LATER = new ArrayList<>();

  private static final Sink STANDARD_ERROR = new StandardError();

  private static volatile int least = INFO;
  private static volatile String file;
  private static Sink sink = STANDARD_ERROR;

  private Log() {}

  /**
   * Logs from now on so.
   *
   * @param level {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}
   * @param to a file, to whose end lines are added; null for standard error
   */
  public static synchronized void configure(String level, String to) {
    for (int i = 0; i < LEVELS.length; i++) {
      if (LEVELS[i].equals(level)) {
        least = i;
      }
    }
    if (to == null ? file != null : !to.equals(file)) {
      close();
      file = to;
      sink = to == null ? STANDARD_ERROR : null; // opened for the first line
    }
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
   * A warning from the middle of class loading, where opening a file may load what is being loaded:
   * with a file it waits for the next line. Standard error loads nothing.
   */
  public static void warnWhileLoading(String text) {
    logWhileLoading(WARN, text);
  }

  /** The same for what happened to the agent. */
  public static void infoWhileLoading(String text) {
    logWhileLoading(INFO, text);
  }

  private static void logWhileLoading(int level, String text) {
    if (file == null) {
      log(level, text);
    } else if (level >= least) {
      synchronized (LATER) {
        LATER.add(line(level, text));
      }
    }
  }

  /** Closes the file; what is logged later goes to standard error. */
  public static synchronized void close() {
    Sink last = sink;
    sink = STANDARD_ERROR;
    file = null;
    if (last != null) {
      try {
        last.close();
      } catch (Exception nothingIsLost) {
        // Every line was written at once.
      }
    }
  }

  private static void log(int level, String text) {
    for (String line = earlier(); line != null; line = earlier()) {
      write(line);
    }
    if (level >= least) {
      write(line(level, text));
    }
  }

  private static String earlier() {
    synchronized (LATER) {
      return LATER.isEmpty() ? null : LATER.remove(0);
    }
  }

  private static String line(int level, String text) {
    return LogLine.of(System.currentTimeMillis(), LEVELS[level], text);
  }

  private static synchronized void write(String line) {
    try {
      if (sink == null) {
        sink = new LogFile(file);
      }
      sink.write(line);
    } catch (Exception failure) {
      writeElsewhere(line, failure);
    }
  }

  /** Said once: from then on it is standard error, until the log is configured to another file. */
  private static void writeElsewhere(String line, Exception failure) {
    if (sink != STANDARD_ERROR) {
      String name = file;
      close();
      file = name;
      write(line(WARN, "log_file=" + name + " can't be written, logging here: " + failure));
      write(line);
    }
  }
}
