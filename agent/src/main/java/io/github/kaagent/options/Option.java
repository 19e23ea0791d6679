package io.github.kaagent.options;

/** A socket option that has to do with keepalive, in the unit that the kernel uses. */
public enum Option {
  /** Whether the kernel probes an idle connection: 0 or 1. */
  KEEPALIVE("SO_KEEPALIVE", 0, 1),
  /** Silence before the first probe, in seconds: 1..32767 on Linux. */
  IDLE("TCP_KEEPIDLE", 1, 32767),
  /** Time between unanswered probes, in seconds: 1..32767 on Linux. */
  INTVL("TCP_KEEPINTVL", 1, 32767),
  /** Unanswered probes before the connection is dropped: 1..127 on Linux. */
  CNT("TCP_KEEPCNT", 1, 127),
  /** How long sent data may stay unacknowledged, in milliseconds; 0 leaves it to the kernel. */
  USER_TIMEOUT("TCP_USER_TIMEOUT", 0, Integer.MAX_VALUE);

  /** How many there are. */
  public static final int COUNT = 5;

  private final String symbol;
  private final int least;
  private final int most;

  Option(String symbol, int least, int most) {
    this.symbol = symbol;
    this.least = least;
    this.most = most;
  }

  /** The name in the C headers of Linux, for messages. */
  public String symbol() {
    return symbol;
  }

  /** Whether Linux takes a value; it refuses all others with EINVAL (tcp(7)). */
  public boolean takes(int value) {
    return least <= value && value <= most;
  }
}
