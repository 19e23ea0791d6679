package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The table of connections in {@code status}, for people. */
final class ConnectionTable {

  /** A column: its heading, what it shows of a connection, and whether that is a number. */
  private static final class Column {
    final String heading;
    final Function<Connection, String> cell;
    final boolean isNumber;

    Column(String heading, boolean isNumber, Function<Connection, String> cell) {
      this.heading = heading;
      this.isNumber = isNumber;
      this.cell = cell;
    }
  }

  private static final List<Column> COLUMNS =
      Arrays.asList(
          new Column("noticed in", true, ConnectionTable::notice),
          new Column("silent", true, row -> seconds(row, "silent_s")),
          new Column("timer", false, ConnectionTable::timer),
          new Column("idle/intvl/cnt", false, ConnectionTable::timings),
          new Column("user_timeout", true, row -> userTimeout(row)),
          new Column("fd", true, row -> row.text("fd")),
          new Column("local", false, row -> row.text("local")),
          new Column("remote", false, row -> row.text("remote")),
          new Column("dir", false, row -> row.text("direction")),
          new Column("covered", false, row -> row.text("covered")));

  private ConnectionTable() {}

  /** Lines of aligned columns, a heading first. */
  static String of(List<Connection> rows, Style style) {
    List<String[]> cells = new ArrayList<>();
    cells.add(COLUMNS.stream().map(column -> column.heading).toArray(String[]::new));
    for (Connection row : rows) {
      cells.add(
          COLUMNS.stream()
              .map(column -> column.cell.apply(row))
              .map(cell -> cell == null ? "-" : cell)
              .toArray(String[]::new));
    }
    int[] widths = new int[COLUMNS.size()];
    for (String[] line : cells) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line[i].length());
      }
    }
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String line = line(cells.get(i), widths);
      table.append(i == 0 ? style.heading(line) : paint(line, rows.get(i - 1), style)).append('\n');
    }
    return table.toString();
  }

  private static String line(String[] cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String format = "  %" + (COLUMNS.get(i).isNumber ? "" : "-") + widths[i] + "s";
      line.append(String.format(format, cells[i]));
    }
    return line.toString().replaceAll(" +$", "");
  }

  private static String paint(String line, Connection row, Style style) {
    return row.notice() == Notice.NEVER
        ? style.bad(line)
        : row.number("unanswered", 0) > 0 ? style.odd(line) : line;
  }

  private static String notice(Connection row) {
    return row.notice() == Notice.NEVER
        ? "never"
        : row.notice() == Notice.UNKNOWN ? "?" : row.notice() + "s";
  }

  private static String seconds(Connection row, String name) {
    String seconds = row.text(name);
    return seconds == null ? null : seconds + "s";
  }

  /** {@code keepalive 41s, unanswered 2}. */
  private static String timer(Connection row) {
    String timer = row.text("timer");
    long unanswered = row.number("unanswered", 0);
    return timer == null
        ? null
        : timer
            + " "
            + seconds(row, "timer_s")
            + (unanswered > 0 ? ", unanswered " + unanswered : "");
  }

  private static String timings(Connection row) {
    String keepAlive = row.text("keepalive");
    if (row.text("idle") == null || !"true".equals(keepAlive)) {
      return keepAlive == null ? "?" : keepAlive.equals("true") ? "on" : "off";
    }
    return row.text("idle") + "/" + row.text("intvl") + "/" + row.text("cnt");
  }

  private static String userTimeout(Connection row) {
    return row.number("user_timeout", 0) == 0 ? null : row.text("user_timeout");
  }
}
