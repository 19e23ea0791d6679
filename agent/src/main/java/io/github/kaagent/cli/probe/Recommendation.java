package io.github.kaagent.cli.probe;

/** The keepalive for a path that is known to keep a silence of so many seconds. Immutable. */
final class Recommendation {

  /** Of the silence that was survived: another day the path may be in more of a hurry. */
  private static final double MARGIN = 0.8;

  /** The kernel takes no more (MAX_TCP_KEEPIDLE in include/net/tcp.h). */
  private static final int LONGEST_IDLE = 32767;

  /** A peer that answers none of a minute's probes is dead; a peer behind a reboot is not. */
  private static final int OUTAGE_SECONDS = 60;

  private static final int LONGEST_INTVL = 60;
  private static final int FEWEST = 5;
  final String arguments; // to paste
  final String sum; // after how many seconds it notices a dead peer, as that is reckoned

  /**
   * Idle at 0.8 of it, and intvl so short that a probe which is lost on the way is sent once more
   * before the path forgets; cnt so that an outage of a minute is survived.
   *
   * @param lived the silence that was survived, 1 or more
   */
  Recommendation(int lived) {
    int idle = Math.min(LONGEST_IDLE, Math.max(1, (int) (lived * MARGIN)));
    int intvl = Math.min(LONGEST_INTVL, Math.max(1, (lived - idle) / 2));
    int cnt = Math.max(FEWEST, (OUTAGE_SECONDS + intvl - 1) / intvl);
    arguments = "idle=" + idle + ",intvl=" + intvl + ",cnt=" + cnt;
    sum = idle + " + " + intvl + " * " + cnt + " = " + (idle + intvl * cnt);
  }
}
