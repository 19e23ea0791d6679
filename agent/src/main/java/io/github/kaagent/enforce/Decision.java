package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;

/** The value of an option that a policy wants for a socket, according to its mode. */
final class Decision {

  /** The value that the kernel has is to stay. */
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
    // Not a switch over the enum: javac would make a class for it.
    if (policy.mode == Mode.DEFAULT) {
      return LEAVE;
    }
    // A user timeout of 0 means none.
    return caps(policy, option) && chosen > 0 ? Math.min(chosen, wanted) : wanted;
  }

  /** Whether a shorter value of the application stays; keepalive itself, on or off, has none. */
  static boolean caps(Policy policy, Option option) {
    return policy.mode == Mode.CAP && option != Option.KEEPALIVE;
  }

  /** The wanted value if the application has not set one itself. */
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
