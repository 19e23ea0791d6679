package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import java.io.FileDescriptor;
import java.io.IOException;

/**
 * Sets on a socket what its policy asks for, and what the application chose where that stands. Each
 * option on its own: one that the kernel refuses does not keep the next from being set.
 */
final class Setter {

  /**
   * In this order: setting the idle time, or switching keepalive on, starts the kernel's timer
   * anew, and once it fires it next waits for the interval of that moment (tcp_keepalive_timer in
   * net/ipv4/tcp_timer.c): of a connection that is idle already it would be the old one, 75 s. What
   * is no TCP socket has refused the others before keepalive is switched on.
   */
  static final Option[] BEFORE_HANDSHAKE = {
    Option.INTVL, Option.CNT, Option.IDLE, Option.KEEPALIVE
  };

  private final Kernel kernel;
  private final Watcher watcher;
  private volatile MachineDefaults defaults;

  Setter(Kernel kernel, Watcher watcher) {
    this.kernel = kernel;
    this.watcher = watcher;
  }

  /**
   * Sets all but the user timeout, which before the handshake would bound the connect too (tcp(7)).
   *
   * @param policy null if it is excluded
   * @return what became of it; null if it is no TCP socket
   */
  Outcome set(FileDescriptor fd, Policy policy, Facts facts) throws IOException {
    if (policy == null) {
      return Outcome.EXCLUDED;
    }
    if (policy.mode == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    Outcome outcome = Outcome.APPLIED;
    for (Option option : BEFORE_HANDSHAKE) {
      int chosen = chosen(fd, policy, facts, option);
      boolean caps = chosen != Decision.NOT_CHOSEN && Decision.caps(policy, option);
      outcome = caps && outcome == Outcome.APPLIED ? Outcome.CAPPED : outcome;
      int value = Decision.value(policy, option, chosen);
      Outcome failure = value == Decision.LEAVE ? null : set(fd, option, value);
      if (failure == Outcome.CLOSED) {
        return kernel.isOpen(fd) ? null : failure;
      }
      outcome = failure != null ? failure : outcome;
    }
    return outcome;
  }

  /**
   * Sets the user timeout, once the handshake is done.
   *
   * @return {@link Outcome#FAILED} if that could not be; null otherwise
   */
  Outcome setUserTimeout(FileDescriptor fd, Policy policy, Facts facts) throws IOException {
    if (policy == null || policy.mode == Mode.REPORT || policy.userTimeout == Policy.OFF) {
      return null;
    }
    int chosen = chosen(fd, policy, facts, Option.USER_TIMEOUT);
    int value = Decision.value(policy, Option.USER_TIMEOUT, chosen);
    Outcome failure = value == Decision.LEAVE ? null : set(fd, Option.USER_TIMEOUT, value);
    return failure == Outcome.FAILED ? failure : null;
  }

  /**
   * Sets one option.
   *
   * @return null if it is set; {@link Outcome#CLOSED} if it is closed, or no TCP socket at all;
   *     {@link Outcome#FAILED} if the kernel refuses it
   */
  Outcome set(FileDescriptor fd, Option option, int value) throws IOException {
    try {
      kernel.set(fd, option, value);
      return null;
    } catch (IOException why) {
      if (!kernel.isTcp(fd)) {
        return Outcome.CLOSED; // Another thread closed it; the application will find out.
      }
      if (option == Option.USER_TIMEOUT && kernel.isMptcp(fd)) {
        return null; // It may have none. The JDK's sockets are MPTCP's where mptcpize(8) was used.
      }
      watcher.refused(option, why);
      return Outcome.FAILED;
    }
  }

  /**
   * What the application chose: what is remembered of its calls, and else what it has set behind
   * the JDK's back. What nobody has set is what the machine has at this very moment.
   */
  private int chosen(FileDescriptor fd, Policy policy, Facts facts, Option option) {
    int known = facts.chosen(option);
    if (known != Decision.NOT_CHOSEN || policy.mode == Mode.ENFORCE || option == Option.KEEPALIVE) {
      return known;
    }
    try {
      int now = kernel.get(fd, option);
      MachineDefaults machine = defaults;
      if (machine == null || now != machine.of(option)) {
        machine = MachineDefaults.now();
        defaults = machine;
      }
      return now == machine.of(option) ? Decision.NOT_CHOSEN : now;
    } catch (IOException ignored) {
      return Decision.NOT_CHOSEN; // closed, or without the option: setting it will tell
    }
  }
}
