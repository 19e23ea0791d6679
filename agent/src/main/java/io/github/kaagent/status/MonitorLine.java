package io.github.kaagent.status;

import java.util.List;

/**
 * What a monitoring plugin reports of a JVM: one line with performance data (Monitoring Plugins
 * Development Guidelines), and an exit status. Immutable.
 */
public final class MonitorLine {

  /** The worst last: a known problem is worse than an unknown state. */
  private enum Level {
    OK(0), // all connections are covered that should be
    UNKNOWN(3), // the JVM could not be looked at
    WARNING(1), // a connection is not covered but should be
    CRITICAL(2); // nothing is enforced

    final int exitStatus;

    Level(int exitStatus) {
      this.exitStatus = exitStatus;
    }
  }

  private static final String[] COUNTED = {"connections", "covered", "uncovered", "left_alone"};

  /** The command's exit status. */
  public final int exitStatus;

  private final Level level;
  private final String text;
  private final int[] counts;

  private MonitorLine(Level level, String text, int... counts) {
    this.exitStatus = level.exitStatus;
    this.level = level;
    this.text = text.replace('|', '/').replace('\n', ' ');
    this.counts = counts;
  }

  /** The line for a JVM that can't be looked at. */
  public static MonitorLine unknown(String why) {
    return new MonitorLine(Level.UNKNOWN, why);
  }

  /** The line for a JVM in which nothing is enforced. */
  public static MonitorLine nothing(String why) {
    return new MonitorLine(Level.CRITICAL, why);
  }

  /** The line for a JVM with the agent. */
  public static MonitorLine of(String name, Status status) {
    if (!status.knowsConnections()) {
      return unknown(name + ": the connections can't be read");
    }
    int all = status.connections().size();
    int covered = count(status, "yes");
    int uncovered = count(status, "no: opened before");
    int[] counts = {all, covered, uncovered, all - covered - uncovered};
    String text = name + ": " + covered + " of " + all + " connections covered";
    if (covered == 0 && count(status, "no: mode=report") > 0) {
      return new MonitorLine(Level.CRITICAL, text + ", mode=report changes nothing", counts);
    }
    return uncovered > 0
        ? new MonitorLine(Level.WARNING, text + ", " + uncovered + " not, and should be", counts)
        : new MonitorLine(Level.OK, text, counts);
  }

  private static int count(Status status, String covered) {
    return (int)
        status.connections().stream()
            .filter(connection -> connection.text("covered").startsWith(covered))
            .count();
  }

  /** Several lines as one: the worst level, the texts of all that are not OK, and the sums. */
  public static MonitorLine of(List<MonitorLine> lines) {
    Level worst = lines.stream().map(line -> line.level).max(Level::compareTo).orElse(Level.OK);
    int[] sums = new int[COUNTED.length];
    StringBuilder text = new StringBuilder();
    for (MonitorLine line : lines) {
      for (int i = 0; i < line.counts.length; i++) {
        sums[i] += line.counts[i];
      }
      if (line.level != Level.OK || worst == Level.OK) {
        text.append(text.length() == 0 ? "" : "; ").append(line.text);
      }
    }
    return new MonitorLine(worst, text.length() == 0 ? "no JVM here" : text.toString(), sums);
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("KA-AGENT " + level + " - " + text);
    for (int i = 0; i < counts.length; i++) {
      line.append(i == 0 ? " | " : " ").append(COUNTED[i]).append('=').append(counts[i]);
    }
    return line.toString();
  }
}
