package io.github.kaagent.status;

/**
 * A JVM as a plugin of a monitor tells of it, in one line with performance data (Monitoring Plugins
 * Development Guidelines), and with the exit status that stands for it. Immutable.
 */
public final class MonitorLine {

  private static final int OK = 0; // all is covered that is to be
  private static final int WARNING = 1; // something is not
  private static final int CRITICAL = 2; // nothing is enforced
  private static final int UNKNOWN = 3; // it could not be looked at

  private static final String[] WORDS = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};
  private static final String[] COUNTED = {"connections", "covered", "uncovered", "left_alone"};

  private final int exitStatus;
  private final String text;
  private final int[] counts;

  private MonitorLine(int exitStatus, String text, int... counts) {
    this.exitStatus = exitStatus;
    this.text = text.replace('|', '/').replace('\n', ' ');
    this.counts = counts;
  }

  /** One that can't be looked at. */
  public static MonitorLine unknown(String why) {
    return new MonitorLine(UNKNOWN, why);
  }

  /** One in which no agent enforces anything. */
  public static MonitorLine nothing(String why) {
    return new MonitorLine(CRITICAL, why);
  }

  /** One with the agent. */
  public static MonitorLine of(String name, Status status) {
    if (!status.knowsConnections()) {
      return unknown(name + ": the connections can't be read");
    }
    int covered = 0;
    int failed = 0;
    int reported = 0;
    for (Connection connection : status.connections()) {
      String word = String.valueOf(connection.text("covered"));
      covered += word.startsWith("yes") ? 1 : 0;
      failed += word.startsWith("no: opened before") ? 1 : 0;
      reported += word.startsWith("no: mode=report") ? 1 : 0;
    }
    int all = status.connections().size();
    String text = name + ": " + covered + " of " + all + " connections covered";
    int[] counts = {all, covered, failed, all - covered - failed};
    if (covered == 0 && reported > 0) {
      return new MonitorLine(CRITICAL, text + ", mode=report changes nothing", counts);
    }
    return failed > 0
        ? new MonitorLine(WARNING, text + ", " + failed + " not, and should be", counts)
        : new MonitorLine(OK, text, counts);
  }

  /** Several as one: the worst, with those that are no better than it, and the sums. */
  public static MonitorLine of(Iterable<MonitorLine> lines) {
    int worst = OK;
    for (MonitorLine line : lines) {
      worst = severity(line.exitStatus) > severity(worst) ? line.exitStatus : worst;
    }
    int[] sums = new int[COUNTED.length];
    StringBuilder text = new StringBuilder();
    for (MonitorLine line : lines) {
      for (int i = 0; i < line.counts.length; i++) {
        sums[i] += line.counts[i];
      }
      if (line.exitStatus != OK || worst == OK) {
        text.append(text.length() == 0 ? "" : "; ").append(line.text);
      }
    }
    return new MonitorLine(worst, text.length() == 0 ? "no JVM here" : text.toString(), sums);
  }

  /** What is known to be wrong is worse than what is not known. */
  private static int severity(int exitStatus) {
    return exitStatus == UNKNOWN ? 1 : exitStatus == OK ? 0 : exitStatus + 1;
  }

  /** What the command ends with. */
  public int exitStatus() {
    return exitStatus;
  }

  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("KA-AGENT ");
    line.append(WORDS[exitStatus]).append(" - ").append(text);
    for (int i = 0; i < counts.length; i++) {
      line.append(i == 0 ? " | " : " ").append(COUNTED[i]).append('=').append(counts[i]);
    }
    return line.toString();
  }
}
