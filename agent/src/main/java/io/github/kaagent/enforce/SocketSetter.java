package io.github.kaagent.enforce;

import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.options.NoSuchOption;
import io.github.kaagent.options.Option;
import io.github.kaagent.options.SocketOptions;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import java.io.IOException;

/** Sets on a socket what its policy asks for, and what the application chose where that stands. */
final class SocketSetter {

  private static final Option[] BEFORE_CONNECT = {
    Option.KEEPALIVE, Option.IDLE, Option.INTVL, Option.CNT
  };

  private static final Option[] TIMINGS = {Option.IDLE, Option.INTVL, Option.CNT};

  private final SocketOptions options;
  private final Remembered remembered;

  SocketSetter(SocketOptions options, Remembered remembered) {
    this.options = options;
    this.remembered = remembered;
  }

  /** All but the user timeout. */
  void set(Object socket, Policy policy) throws IOException, NativeUnavailable {
    if (isSet(policy)) {
      for (Option option : BEFORE_CONNECT) {
        set(socket, policy, option);
      }
    }
  }

  /** After the handshake: set before, it would bound the connect too (tcp(7)). */
  void setUserTimeout(Object socket, Policy policy) throws IOException, NativeUnavailable {
    if (isSet(policy)) {
      try {
        set(socket, policy, Option.USER_TIMEOUT);
      } catch (NoSuchOption mptcp) {
        // The JDK's sockets are MPTCP's where mptcpize(8) started the JVM.
      }
    }
  }

  private static boolean isSet(Policy policy) {
    return policy != null && policy.mode() != Mode.REPORT;
  }

  private void set(Object socket, Policy policy, Option option)
      throws IOException, NativeUnavailable {
    int value = Decision.value(policy, option, remembered.chosen(socket, option));
    if (value != Decision.LEAVE) {
      options.set(socket, option, value);
    }
  }

  /** Whether the kernel holds what was set when a connect began. */
  boolean holds(Object socket, Policy policy) throws IOException, NativeUnavailable {
    int idle =
        isSet(policy)
            ? Decision.value(policy, Option.IDLE, remembered.chosen(socket, Option.IDLE))
            : Decision.LEAVE;
    return idle == Decision.LEAVE || options.get(socket, Option.IDLE) == idle;
  }

  /** What becomes of a connection, if nothing fails. */
  Outcome outcome(Object socket, Policy policy) {
    if (policy == null) {
      return Outcome.EXCLUDED;
    }
    if (policy.mode() == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    if (policy.mode() == Mode.CAP && remembered.has(socket)) {
      for (Option timing : TIMINGS) {
        if (remembered.chosen(socket, timing) != Decision.NOT_CHOSEN) {
          return Outcome.CAPPED;
        }
      }
    }
    return Outcome.APPLIED;
  }

  /** A value that the listener was given is the application's choice for what it accepts. */
  void inherit(Object socket) throws IOException, NativeUnavailable {
    for (Option timing : TIMINGS) {
      int value = options.get(socket, timing);
      if (value != MachineDefaults.THIS.of(timing)) {
        remembered.choose(socket, timing, value);
      }
    }
  }
}
