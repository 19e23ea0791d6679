package io.github.kaagent.status;

/**
 * When the kernel would notice that a connection's other end is dead, if nothing came from it from
 * now on: tcp_keepalive_timer and tcp_write_timeout of Linux's net/ipv4/tcp_timer.c.
 */
final class Detection {

  static final long NEVER = Long.MAX_VALUE; // not at all
  static final long UNKNOWN = -1; // that can't be told

  /** For unacknowledged data: tcp_retries2 of 15, as ip-sysctl.txt has it: 924.6 s. */
  private static final long RETRIES = 925;

  private Detection() {}

  /**
   * In how many seconds; at the latest, where something is not known.
   *
   * @param values keepalive (0 or 1), idle, intvl, cnt, user_timeout in milliseconds
   * @param timer the one that runs, or null
   * @param timerMillis in which it is due
   * @param unanswered probes
   * @param silentMillis for which nothing came; below 0 if that isn't known
   */
  static long seconds(
      long[] values, String timer, long timerMillis, long unanswered, long silentMillis) {
    long userTimeout = values[4];
    if ("retransmit".equals(timer) || "persist".equals(timer)) {
      return userTimeout > 0 ? up(userTimeout) : RETRIES; // Keepalive has no say then (tcp(7)).
    }
    if (values[0] == 0) {
      return NEVER;
    }
    long idle = values[1] * 1000;
    long intvl = values[2] * 1000;
    long silent = Math.max(0, silentMillis);
    // A timer that fires too early, for there was traffic, is wound up for the rest of idle.
    long wait =
        timer == null ? idle : unanswered > 0 ? timerMillis : Math.max(timerMillis, idle - silent);
    if (userTimeout == 0) {
      return up(wait + Math.max(0, values[3] - unanswered) * intvl);
    }
    // With one it is enough that a probe is unanswered by then: probes are not counted.
    long last = unanswered > 0 ? wait : wait + intvl;
    while (intvl > 0 && silent + last < userTimeout) {
      last += intvl;
    }
    return up(last);
  }

  private static long up(long millis) {
    return (millis + 999) / 1000;
  }
}
