package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
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
    switch (policy.mode()) {
      case DEFAULT:
        return LEAVE;
      case CAP:
        return option == Option.KEEPALIVE ? wanted : Math.min(chosen, wanted);
      default:
        return wanted;
    }
  }

  private static int wanted(Policy policy, Option option) {
    switch (option) {
      case KEEPALIVE:
        return 1;
      case IDLE:
        return orLeave(policy.idle(), Policy.SYSTEM);
      case INTVL:
        return orLeave(policy.intvl(), Policy.SYSTEM);
      case CNT:
        return orLeave(policy.cnt(), Policy.SYSTEM);
      default:
        return orLeave(policy.userTimeout(), Policy.OFF);
    }
  }

  private static int orLeave(int value, int none) {
    return value == none ? LEAVE : value;
  }
}
