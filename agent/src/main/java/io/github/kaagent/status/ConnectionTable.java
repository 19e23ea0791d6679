package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of connections in {@code status}, for people. */
final class ConnectionTable {

  private static final String[] HEADINGS = {
    "noticed in",
    "silent",
    "timer",
    "idle/intvl/cnt",
    "user_timeout",
    "fd",
    "local",
    "remote",
    "dir",
    "covered"
  };

  private static final List<String> NUMBERS =
      Arrays.asList("noticed in", "silent", "user_timeout", "fd");

  private ConnectionTable() {}

  private static String[] cells(Connection row) {
    return new String[] {
      notice(row),
      seconds(row, "silent_s"),
      timer(row),
      timings(row),
      row.number("user_timeout", 0) == 0 ? null : row.text("user_timeout"),
      row.text("fd"),
      row.text("local"),
      row.text("remote"),
      row.text("direction"),
      row.text("covered")
    };
  }

  /** Lines of aligned columns, a heading first. */
  static String of(List<Connection> rows, Style style) {
    List<String[]> lines = new ArrayList<>();
    lines.add(HEADINGS);
    rows.forEach(row -> lines.add(cells(row)));
    StringBuilder format = new StringBuilder();
    for (int i = 0; i < HEADINGS.length; i++) {
      int width = 1; // for the - of an unknown value
      for (String[] line : lines) {
        width = line[i] == null ? width : Math.max(width, line[i].length());
      }
      format.append(NUMBERS.contains(HEADINGS[i]) ? "  %" : "  %-").append(width).append('s');
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      Object[] cells = Arrays.stream(lines.get(i)).map(cell -> cell == null ? "-" : cell).toArray();
      String line = String.format(format.toString(), cells).replaceAll(" +$", "");
      table.append(i == 0 ? style.heading(line) : paint(line, rows.get(i - 1), style)).append('\n');
    }
    return table.toString();
  }

  private static String paint(String line, Connection row, Style style) {
    return row.detection == Detection.NEVER
        ? style.bad(line)
        : row.number("unanswered", 0) > 0 ? style.odd(line) : line;
  }

  private static String notice(Connection row) {
    return row.detection == Detection.NEVER
        ? "never"
        : row.detection == Detection.UNKNOWN ? "?" : row.detection + "s";
  }

  private static String seconds(Connection row, String name) {
    return row.text(name) == null ? null : row.text(name) + "s";
  }

  /** Such as {@code keepalive 41s, unanswered 2}. */
  private static String timer(Connection row) {
    long unanswered = row.number("unanswered", 0);
    String suffix = unanswered > 0 ? ", unanswered " + unanswered : "";
    String timer = row.text("timer");
    return timer == null ? null : timer + " " + seconds(row, "timer_s") + suffix;
  }

  private static String timings(Connection row) {
    String keepAlive = row.text("keepalive");
    if (row.text("idle") == null || !"true".equals(keepAlive)) {
      return keepAlive == null ? "?" : keepAlive.equals("true") ? "on" : "off";
    }
    return row.text("idle") + "/" + row.text("intvl") + "/" + row.text("cnt");
  }
}
