package io.github.kaagent.cli;

import io.github.kaagent.status.Style;
import java.io.Console;
import java.io.PrintStream;
import java.util.Collections;

/** Where a command reports its progress; a terminal also gets a line that counts down. */
public final class Screen {

  private final PrintStream out;
  private final boolean terminal;
  private int width;

  private Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** A screen on this stream, with the countdown if this JVM has a terminal. */
  public static Screen of(PrintStream out) {
    return new Screen(out, isTerminal());
  }

  /** A screen that prints nothing. */
  public static Screen none() {
    return new Screen(null, false);
  }

  /** Prints a line that stays. */
  public void line(String text) {
    if (out != null) {
      countdown("");
      out.println(text);
      out.flush();
    }
  }

  /** Prints a line that the next one replaces; on a terminal only. */
  public void countdown(String text) {
    if (terminal && width + text.length() > 0) {
      String blank = String.join("", Collections.nCopies(width, " "));
      out.print("\r" + blank + "\r" + text);
      out.flush();
      width = text.length();
    }
  }

  /** In colour on a terminal, unless NO_COLOR is set (no-color.org). */
  public static Style style() {
    String noColor = System.getenv("NO_COLOR");
    return isTerminal() && (noColor == null || noColor.isEmpty()) ? Style.COLOURED : Style.PLAIN;
  }

  /** A duration, rounded up: 45 s, 12 min, 1 h 43 min. */
  public static String duration(long millis) {
    long seconds = (millis + 999) / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** From JDK 22 on there is a console even without a terminal, and {@code isTerminal} tells. */
  @SuppressWarnings("SystemConsoleNull") // before JDK 22 null means that there is no terminal
  static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException before22) {
      return true;
    }
  }
}
