package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** Warns of values that are allowed but unwise. */
public final class Warnings {

  /** Seconds after which AWS's NAT gateway and NLB forget a silent connection. */
  private static final int BALANCER = 350;

  /**
   * Seconds of a common conntrack timer; probes of the same period race with it
   * (elastic/elasticsearch#68931).
   */
  static final int CONNTRACK = 300;

  /** Linux's default for the first probe (tcp_keepalive_time), in seconds. */
  static final int TWO_HOURS = 7200;

  private Warnings() {}

  /**
   * The warnings, one line each, for a machine with these values; {@link Policy#SYSTEM} stands for
   * a value that isn't known.
   */
  public static List<String> of(Settings settings, int idle, int intvl, int cnt) {
    List<String> warnings = new ArrayList<>();
    Policy global = settings.global.onMachine(idle, intvl, cnt);
    add(warnings, "", settings.global, global);
    for (Rule rule : settings.rules) {
      Policy actual = rule.policy.onMachine(idle, intvl, cnt);
      boolean equalsGlobal =
          actual.idle == global.idle
              && actual.intvl == global.intvl
              && actual.cnt == global.cnt
              && actual.userTimeout == global.userTimeout;
      if (!equalsGlobal) {
        add(warnings, "rule " + actual.rule + ": ", rule.policy, actual);
      }
    }
    return warnings;
  }

  private static void add(List<String> warnings, String prefix, Policy asked, Policy actual) {
    int detection = actual.detection();
    String idle =
        prefix + "idle=" + (asked.idle == Policy.SYSTEM ? "system, here " : "") + actual.idle;
    if (actual.idle > BALANCER) {
      warnings.add(
          idle
              + ": many load balancers and NAT gateways forget a connection that is silent for 350"
              + " s (AWS), some sooner (Azure 240 s); the first probe comes too late there");
    } else if (actual.idle == CONNTRACK) {
      warnings.add(
          idle
              + ": meets conntrack timers of exactly 300 s and races with them; take a value below"
              + " (elastic/elasticsearch#68931)");
    }
    if (detection > TWO_HOURS) {
      String sum = actual.idle + " + " + actual.intvl + " * " + actual.cnt + " = " + detection;
      String only = prefix + "a silent peer is noticed only after ";
      warnings.add(only + sum + " s, more than two hours");
    }
    if (detection > 0 && actual.userTimeout > detection * 1000L) {
      String longer =
          prefix + "user_timeout=" + actual.userTimeout + ": longer than the " + detection;
      String decides = " s after which keepalive alone notices a silent peer, and decides in its";
      warnings.add(longer + decides + " place");
    }
  }
}
