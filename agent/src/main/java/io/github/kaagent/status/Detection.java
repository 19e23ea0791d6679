package io.github.kaagent.status;

/**
 * Computes when the kernel would notice a dead peer if nothing came from it from now on, as
 * tcp_keepalive_timer and tcp_write_timeout do in Linux's net/ipv4/tcp_timer.c.
 */
final class Detection {

  static final long NEVER = Long.MAX_VALUE; // not at all
  static final long UNKNOWN = -1;

  /** For unacknowledged data with the default tcp_retries2 of 15: 924.6 s (ip-sysctl.txt). */
  private static final long RETRIES = 925;

  private Detection() {}

  /**
   * Seconds until the kernel notices; an upper bound if something is not known.
   *
   * @param values keepalive (0 or 1), idle, intvl, cnt, user_timeout in milliseconds
   * @param timer the kernel's timer that runs, or null
   * @param timerMillis milliseconds until it fires
   * @param unanswered number of probes without an answer
   * @param silentMillis milliseconds since something came from the peer; negative if unknown
   */
  static long seconds(
      long[] values, String timer, long timerMillis, long unanswered, long silentMillis) {
    long userTimeout = values[4];
    if ("retransmit".equals(timer) || "persist".equals(timer)) {
      return userTimeout > 0 ? toSeconds(userTimeout) : RETRIES; // no probes then (tcp(7))
    }
    if (values[0] == 0) {
      return NEVER;
    }
    long idle = values[1] * 1000;
    long intvl = values[2] * 1000;
    long silent = Math.max(0, silentMillis);
    // If there was traffic after the timer was set, it is set again, for the rest of idle.
    long wait =
        timer == null ? idle : unanswered > 0 ? timerMillis : Math.max(timerMillis, idle - silent);
    if (userTimeout == 0) {
      return toSeconds(wait + Math.max(0, values[3] - unanswered) * intvl);
    }
    // With a user timeout probes are not counted: one that is unanswered by then is enough.
    long last = unanswered > 0 ? wait : wait + intvl;
    while (intvl > 0 && silent + last < userTimeout) {
      last += intvl;
    }
    return toSeconds(last);
  }

  private static long toSeconds(long millis) {
    return (millis + 999) / 1000;
  }
}
