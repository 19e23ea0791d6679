package io.github.kaagent.options;

import java.net.SocketOption;
import java.net.StandardSocketOptions;

/** A socket option that has to do with keepalive, in the unit that the kernel uses. */
public enum Option {
  /** Whether the kernel probes an idle connection: 0 or 1. */
  KEEPALIVE("SO_KEEPALIVE", "SO_KEEPALIVE"),
  /** Silence before the first probe, in seconds: 1..32767 on Linux. */
  IDLE("TCP_KEEPIDLE", "TCP_KEEPIDLE"),
  /** Time between unanswered probes, in seconds: 1..32767 on Linux. */
  INTVL("TCP_KEEPINTVL", "TCP_KEEPINTERVAL"),
  /** Unanswered probes before the connection is dropped: 1..127 on Linux. */
  CNT("TCP_KEEPCNT", "TCP_KEEPCOUNT"),
  /** How long sent data may stay unacknowledged, in milliseconds; 0 leaves it to the kernel. */
  USER_TIMEOUT("TCP_USER_TIMEOUT", null);

  private static final Option[] TIMINGS = {IDLE, INTVL, CNT};

  /** The name in the C headers of Linux, for messages. */
  public final String symbol;

  private final String nameInJava;

  Option(String symbol, String nameInJava) {
    this.symbol = symbol;
    this.nameInJava = nameInJava;
  }

  /**
   * The agent's option for one of the JDK's SocketOptions. The timings are recognized by class and
   * name: jdk.net.ExtendedSocketOptions, which defines them, is not in every runtime.
   *
   * @return null if it is none of the agent's options
   */
  public static Option of(SocketOption<?> option) {
    if (option == StandardSocketOptions.SO_KEEPALIVE) {
      return KEEPALIVE;
    }
    if (option != null && option.getClass().getName().startsWith("jdk.net.")) {
      for (Option timing : TIMINGS) {
        if (timing.nameInJava.equals(option.name())) {
          return timing;
        }
      }
    }
    return null;
  }
}
