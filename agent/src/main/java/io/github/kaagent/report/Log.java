package io.github.kaagent.report;

/** The agent's log. */
public final class Log {

  private Log() {}

  public static void info(String line) {
    System.err.println("ka-agent: " + line);
  }

  public static void warn(String line) {
    System.err.println("ka-agent: " + line);
  }
}
