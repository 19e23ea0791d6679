package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import java.io.FileDescriptor;
import java.io.IOException;

/**
 * Sets the options of a socket as its policy asks, or as the application chose if that stands. Each
 * option is set on its own: if the kernel refuses one, the next is set all the same.
 */
final class Setter {

  /**
   * In this order: setting the idle time, or switching keepalive on, restarts the kernel's timer.
   * When it fires, the next wait is the interval of that moment (tcp_keepalive_timer in
   * net/ipv4/tcp_timer.c): for a connection that is idle already, that would be the old one, 75 s.
   * A descriptor that is no TCP socket refuses the others before keepalive is switched on.
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
   * @return {@link Outcome#FAILED} if it could not be set; null otherwise
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
   * @return null if it is set; {@link Outcome#CLOSED} if the socket is closed, or no TCP socket;
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
        return null; // MPTCP may have none. The JDK's sockets are MPTCP sockets under mptcpize(8).
      }
      watcher.refused(option, why);
      return Outcome.FAILED;
    }
  }

  /**
   * What the application chose: what is remembered of its calls, or else what native code has set.
   * A value that equals the machine's at this moment was set by nobody.
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
