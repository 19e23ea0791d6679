package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** What is legal and unwise. */
public final class Warnings {

  /** The longest that a balancer in common use keeps a silent connection: AWS NAT gateway, NLB. */
  private static final int BALANCER = 350;

  /**
   * The timer of a conntrack table that probes of the same period race with
   * (elastic/elasticsearch#68931).
   */
  static final int CONNTRACK = 300;

  /** Before Linux probes by itself (tcp_keepalive_time), which the agent is there to better. */
  static final int TWO_HOURS = 7200;

  private Warnings() {}

  /**
   * One line each of what is so on a machine with these values; {@link Policy#SYSTEM} for one that
   * isn't known.
   */
  public static List<String> of(Settings settings, int idle, int intvl, int cnt) {
    List<String> warnings = new ArrayList<>();
    Policy global = settings.global().onMachine(idle, intvl, cnt);
    add(warnings, "", idle(settings.global(), global), global);
    for (Rule rule : settings.rules()) {
      Policy policy = rule.policy().onMachine(idle, intvl, cnt);
      if (!sameTimes(policy, global)) {
        add(warnings, "rule " + policy.rule() + ": ", idle(rule.policy(), policy), policy);
      }
    }
    return warnings;
  }

  private static String idle(Policy asked, Policy here) {
    return "idle=" + (asked.idle() == Policy.SYSTEM ? "system, here " : "") + here.idle();
  }

  private static boolean sameTimes(Policy one, Policy other) {
    return one.idle() == other.idle()
        && one.intvl() == other.intvl()
        && one.cnt() == other.cnt()
        && one.userTimeout() == other.userTimeout();
  }

  private static void add(List<String> warnings, String place, String asIdle, Policy policy) {
    int idle = policy.idle();
    int detection = policy.detection();
    String what = place + asIdle;
    if (idle > BALANCER) {
      warnings.add(
          what
              + ": many load balancers and NAT gateways forget a connection that is silent for 350"
              + " s (AWS), some sooner (Azure 240 s); the first probe comes too late there");
    } else if (idle == CONNTRACK) {
      warnings.add(
          what
              + ": meets conntrack timers of exactly 300 s and races with them; take a"
              + " value below (elastic/elasticsearch#68931)");
    }
    if (detection > TWO_HOURS) {
      String sum = idle + " + " + policy.intvl() + " * " + policy.cnt() + " = " + detection;
      String only = place + "a silent peer is noticed only after ";
      warnings.add(only + sum + " s, more than two hours");
    }
    if (detection > 0 && policy.userTimeout() > detection * 1000L) {
      String longer = place + "user_timeout=" + policy.userTimeout() + ": longer than the ";
      warnings.add(
          longer
              + detection
              + " s after which keepalive alone notices a silent peer, and decides in its place");
    }
  }
}
