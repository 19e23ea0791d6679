package io.github.kaagent.log;

/**
 * A line of the log: {@code ka-agent 2026-11-22T23:53:21.123Z info text}. Formatted by hand: the
 * first line is written while the application starts, and there java.time costs 20 ms.
 */
final class LogLine {

  private static final long DAY = 86_400_000;

  /** In characters; some texts quote an exception of the application. */
  private static final int LONGEST = 4096;

  /** How many lines it stands for: more than one if it replaces lost ones. */
  final int count;

  private final long millis; // since 1970
  private final String level;
  private final String text;

  LogLine(String level, String text) {
    this(System.currentTimeMillis(), level, text, 1);
  }

  LogLine(long millis, String level, String text, int count) {
    this.millis = millis;
    this.level = level;
    this.text = text.length() > LONGEST ? text.substring(0, LONGEST).concat("...") : text;
    this.count = count;
  }

  /** A line in place of lost ones. */
  static LogLine ofLost(int lines) {
    String what = lines == 1 ? " line lost before this one" : " lines lost before this one";
    return new LogLine(System.currentTimeMillis(), "warn", lines + what, lines);
  }

  /** The line as it is written, without a line separator. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(64 + text.length()).append("ka-agent ");
    appendDate(line, millis / DAY);
    long millisOfDay = millis % DAY;
    append(line.append('T'), millisOfDay / 3_600_000, 2);
    append(line.append(':'), millisOfDay / 60_000 % 60, 2);
    append(line.append(':'), millisOfDay / 1000 % 60, 2);
    append(line.append('.'), millisOfDay % 1000, 3);
    line.append("Z ").append(level).append(' ');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c); // One line stays one line.
    }
    return line.toString();
  }

  /**
   * The Gregorian date, counted in years that begin on 1 March so that the leap day comes last
   * (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
   */
  private static void appendDate(StringBuilder line, long daysSince1970) {
    long days = daysSince1970 + 719_468; // since 0000-03-01
    long era = days / 146_097; // 400 years
    long dayOfEra = days % 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long monthFromMarch = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
    long month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
    append(line, 400 * era + yearOfEra + (month <= 2 ? 1 : 0), 4);
    append(line.append('-'), month, 2);
    append(line.append('-'), day, 2);
  }

  private static void append(StringBuilder line, long number, int digits) {
    String text = Long.toString(number);
    for (int i = text.length(); i < digits; i++) {
      line.append('0');
    }
    line.append(text);
  }
}
