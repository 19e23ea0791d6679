package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;

/** What a policy makes of one option of one socket: the modes. */
final class Decision {

  /** The kernel's value stays. */
  static final int LEAVE = -1;

  /** The application has not chosen a value. */
  static final int NOT_CHOSEN = -1;

  private Decision() {}

  /**
   * The value that an option is to have.
   *
   * @param chosen the application's value, or {@link #NOT_CHOSEN}
   * @return the value, or {@link #LEAVE}
   */
  static int value(Policy policy, Option option, int chosen) {
    int wanted = wanted(policy, option);
    if (wanted == LEAVE || chosen == NOT_CHOSEN) {
      return wanted;
    }
    // No switch over an enum here: javac makes a class for each.
    if (policy.mode == Mode.DEFAULT) {
      return LEAVE;
    }
    // A user timeout of 0 is none at all.
    return caps(policy, option) && chosen > 0 ? Math.min(chosen, wanted) : wanted;
  }

  /** Whether a shorter value of the application's stays; keepalive itself is on or off. */
  static boolean caps(Policy policy, Option option) {
    return policy.mode == Mode.CAP && option != Option.KEEPALIVE;
  }

  /** The same where the application has not chosen. */
  static int wanted(Policy policy, Option option) {
    if (option == Option.KEEPALIVE) {
      return 1;
    }
    if (option == Option.IDLE) {
      return orLeave(policy.idle, Policy.SYSTEM);
    }
    if (option == Option.INTVL) {
      return orLeave(policy.intvl, Policy.SYSTEM);
    }
    if (option == Option.CNT) {
      return orLeave(policy.cnt, Policy.SYSTEM);
    }
    return orLeave(policy.userTimeout, Policy.OFF);
  }

  private static int orLeave(int value, int none) {
    return value == none ? LEAVE : value;
  }
}
