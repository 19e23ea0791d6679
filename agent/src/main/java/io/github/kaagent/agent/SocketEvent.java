package io.github.kaagent.agent;

import io.github.kaagent.enforce.Encounter;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.jfr.Events;
import io.github.kaagent.options.Option;
import io.github.kaagent.status.SocketRow;
import java.net.InetSocketAddress;

/** A socket's event for Flight Recorder. */
final class SocketEvent {

  private static final int NONE = -1;

  private SocketEvent() {}

  /** Commits the event for an encounter; some encounters have none. */
  static void commit(Events events, Encounter met) {
    int type = type(met);
    if (type == NONE) {
      return;
    }
    StringBuilder asked = new StringBuilder();
    for (Option option : Option.values()) {
      if (met.asked(option) >= 0) {
        asked.append(asked.length() == 0 ? "" : " ").append(SocketRow.text(option));
        asked.append('=').append(met.asked(option));
      }
    }
    events.commit(
        type,
        address(met.local),
        port(met.local),
        met.remote == null ? null : met.remote.getHostString(), // no look-up
        address(met.remote),
        port(met.remote),
        SocketRow.text(met.origin.direction),
        SocketRow.text(met.origin.kind),
        SocketRow.text(met.outcome),
        met.policy.rule,
        met.policy.mode.toString(),
        met.value(Option.KEEPALIVE) == 1,
        span(met.value(Option.IDLE)),
        span(met.value(Option.INTVL)),
        met.value(Option.CNT),
        span(met.value(Option.USER_TIMEOUT)),
        asked.length() == 0 ? null : asked.toString());
  }

  private static int type(Encounter met) {
    if (met.outcome == Outcome.FAILED) {
      return Events.FAILED;
    }
    boolean covers = met.outcome == Outcome.APPLIED || met.outcome == Outcome.CAPPED;
    boolean overrules = met.outcome == Outcome.OVERRULED || met.outcome == Outcome.CAPPED;
    if (met.occasion == Encounter.Occasion.SETTER) {
      return overrules ? Events.OVERRULED : NONE;
    }
    if (met.occasion == Encounter.Occasion.SWEEP) {
      return covers || overrules ? Events.SWEEP : NONE;
    }
    return covers || met.outcome == Outcome.ALREADY ? Events.COVERED : NONE;
  }

  private static String address(InetSocketAddress end) {
    return end == null || end.isUnresolved() ? null : end.getAddress().getHostAddress();
  }

  private static int port(InetSocketAddress end) {
    return end == null ? NONE : end.getPort();
  }

  private static long span(int value) {
    return value < 0 ? Events.UNKNOWN : value;
  }
}
