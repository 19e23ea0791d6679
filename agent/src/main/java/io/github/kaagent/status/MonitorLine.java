package io.github.kaagent.status;

/**
 * A JVM as a plugin of a monitor tells of it, in one line with performance data (Monitoring Plugins
 * Development Guidelines), and with the exit status that stands for it. Immutable.
 */
public final class MonitorLine {

  /** All is covered that is to be. */
  public static final int OK = 0;

  /** Something is not. */
  public static final int WARNING = 1;

  /** Nothing is enforced. */
  public static final int CRITICAL = 2;

  /** It could not be looked at. */
  public static final int UNKNOWN = 3;

  private static final String[] WORDS = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

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
    int[] sums = new int[4];
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
    if (counts.length > 0) {
      line.append(" | connections=").append(counts[0]).append(" covered=").append(counts[1]);
      line.append(" uncovered=").append(counts[2]).append(" left_alone=").append(counts[3]);
    }
    return line.toString();
  }
}
