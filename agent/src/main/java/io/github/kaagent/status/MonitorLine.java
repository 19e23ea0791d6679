package io.github.kaagent.status;

import java.util.List;

/**
 * A JVM as a plugin of a monitor tells of it, in one line with performance data (Monitoring Plugins
 * Development Guidelines), and with the exit status that stands for it. Immutable.
 */
public final class MonitorLine {

  /** The worst last: what is known to be wrong is worse than what is not known. */
  private enum Level {
    OK(0), // all is covered that is to be
    UNKNOWN(3), // it could not be looked at
    WARNING(1), // something is not covered
    CRITICAL(2); // nothing is enforced

    final int exitStatus;

    Level(int exitStatus) {
      this.exitStatus = exitStatus;
    }
  }

  private static final String[] COUNTED = {"connections", "covered", "uncovered", "left_alone"};

  /** What the command ends with. */
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

  /** One that can't be looked at. */
  public static MonitorLine unknown(String why) {
    return new MonitorLine(Level.UNKNOWN, why);
  }

  /** One in which no agent enforces anything. */
  public static MonitorLine nothing(String why) {
    return new MonitorLine(Level.CRITICAL, why);
  }

  /** One with the agent. */
  public static MonitorLine of(String name, Status status) {
    if (!status.knowsConnections()) {
      return unknown(name + ": the connections can't be read");
    }
    int all = status.connections().size();
    int covered = count(status, "yes");
    int failed = count(status, "no: opened before");
    int[] counts = {all, covered, failed, all - covered - failed};
    String text = name + ": " + covered + " of " + all + " connections covered";
    if (covered == 0 && count(status, "no: mode=report") > 0) {
      return new MonitorLine(Level.CRITICAL, text + ", mode=report changes nothing", counts);
    }
    return failed > 0
        ? new MonitorLine(Level.WARNING, text + ", " + failed + " not, and should be", counts)
        : new MonitorLine(Level.OK, text, counts);
  }

  private static int count(Status status, String covered) {
    return (int)
        status.connections().stream()
            .filter(connection -> connection.text("covered").startsWith(covered))
            .count();
  }

  /** Several as one: the worst, with those that are no better than it, and the sums. */
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
