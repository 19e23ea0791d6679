package io.github.kaagent.cli;

import io.github.kaagent.status.Style;
import java.io.Console;
import java.io.PrintStream;
import java.util.Collections;

/** Where it is told how it goes: with a line that counts down on a terminal, else without. */
public final class Screen {

  private final PrintStream out;
  private final boolean terminal;
  private int width;

  private Screen(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** One that a person may look at. */
  public static Screen of(PrintStream out) {
    return new Screen(out, isTerminal());
  }

  /** One on which nothing is told. */
  public static Screen none() {
    return new Screen(null, false);
  }

  /** A line that stays. */
  public void line(String text) {
    if (out != null) {
      countdown("");
      out.println(text);
      out.flush();
    }
  }

  /** A line that the next one takes the place of; on a terminal alone. */
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
    String no = System.getenv("NO_COLOR");
    return isTerminal() && (no == null || no.isEmpty()) ? Style.COLOURED : Style.PLAIN;
  }

  /** 45 s, 12 min, 1 h 43 min. */
  public static String duration(long millis) {
    long seconds = (millis + 999) / 1000;
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = (seconds + 59) / 60;
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /** From 22 on there is a console even where there is no terminal; it tells. */
  @SuppressWarnings("SystemConsoleNull") // what it is there for: before 22 null does tell
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
