package io.github.kaagent.options;

/** A socket option that has to do with keepalive, in the unit that the kernel uses. */
public enum Option {
  /** Whether the kernel probes an idle connection: 0 or 1. */
  KEEPALIVE("SO_KEEPALIVE"),
  /** Silence before the first probe, in seconds: 1..32767 on Linux. */
  IDLE("TCP_KEEPIDLE"),
  /** Time between unanswered probes, in seconds: 1..32767 on Linux. */
  INTVL("TCP_KEEPINTVL"),
  /** Unanswered probes before the connection is dropped: 1..127 on Linux. */
  CNT("TCP_KEEPCNT"),
  /** How long sent data may stay unacknowledged, in milliseconds; 0 leaves it to the kernel. */
  USER_TIMEOUT("TCP_USER_TIMEOUT");

  private final String symbol;

  Option(String symbol) {
    this.symbol = symbol;
  }

  /** The name in the C headers of Linux, for messages. */
  public String symbol() {
    return symbol;
  }
}
