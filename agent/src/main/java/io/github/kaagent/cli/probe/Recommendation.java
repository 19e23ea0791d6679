package io.github.kaagent.cli.probe;

/** The keepalive to use on a path, from the longest silence that it survives. Immutable. */
final class Recommendation {

  /** Idle as a part of the silence that was survived: another day the path may forget sooner. */
  private static final double MARGIN = 0.8;

  /** The kernel takes no more (MAX_TCP_KEEPIDLE in include/net/tcp.h). */
  private static final int LONGEST_IDLE = 32767;

  /** An outage that connections should survive, such as the reboot of a router. */
  private static final int OUTAGE_SECONDS = 60;

  private static final int LONGEST_INTVL = 60;
  private static final int FEWEST = 5;
  final String arguments; // the agent's, to paste
  final String sum; // the seconds after which a dead peer is noticed, as a calculation

  /**
   * Idle is 0.8 of that silence, intvl so short that a probe that gets lost is repeated before the
   * path forgets, and cnt so large that an outage of a minute is survived.
   *
   * @param lived the silence that was survived, in seconds, 1 or more
   */
  Recommendation(int lived) {
    int idle = Math.min(LONGEST_IDLE, Math.max(1, (int) (lived * MARGIN)));
    int intvl = Math.min(LONGEST_INTVL, Math.max(1, (lived - idle) / 2));
    int cnt = Math.max(FEWEST, (OUTAGE_SECONDS + intvl - 1) / intvl);
    arguments = "idle=" + idle + ",intvl=" + intvl + ",cnt=" + cnt;
    sum = idle + " + " + intvl + " * " + cnt + " = " + (idle + intvl * cnt);
  }
}
