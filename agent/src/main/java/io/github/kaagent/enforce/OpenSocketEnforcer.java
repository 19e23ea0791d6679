package io.github.kaagent.enforce;

import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.options.NoSuchOption;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The same policies for sockets that are open already, by their descriptors: those from before an
 * attach or a change of settings, and those that native code has opened.
 */
public final class OpenSocketEnforcer {

  private static final Option[] ALL = Option.values();

  private final Enforcer enforcer;

  /**
   * An enforcer for descriptors.
   *
   * @param enforcer whose settings, and whose knowledge of the application's choices, it uses
   */
  public OpenSocketEnforcer(Enforcer enforcer) {
    this.enforcer = enforcer;
  }

  /**
   * Takes note of a port that is listened on, so that connections that came in there are told from
   * those that went out.
   *
   * @param socket one that listens
   */
  public void learnListener(OpenSocket socket) {
    enforcer.listeningPorts.add(socket.local().getPort());
  }

  /** Which end opened a connection, as far as can be told from its local port. */
  public Direction direction(OpenSocket socket) {
    return enforcer.listeningPorts.contains(socket.local().getPort())
        ? Direction.IN
        : Direction.OUT;
  }

  /**
   * The policy for a connection under some settings.
   *
   * @return null if it is excluded
   */
  public Policy policy(Settings settings, OpenSocket socket) {
    if (direction(socket) == Direction.IN) {
      return settings.incoming(socket.remote().getAddress(), socket.local().getPort());
    }
    Remembered.Facts facts = facts(socket);
    InetSocketAddress called = facts == null ? null : facts.called();
    return settings.outgoing(called != null ? called : socket.remote());
  }

  /**
   * Applies its policy to a connection, and counts it.
   *
   * @param before the settings that were in force when it was opened, whose values are not the
   *     application's choice; null if there were none
   * @param kind how to count it
   * @return what became of it; {@link Outcome#CLOSED} if it was closed meanwhile
   */
  public Outcome cover(OpenSocket socket, Settings before, Kind kind) {
    Policy policy = policy(enforcer.settings(), socket);
    Policy earlier = before == null ? null : policy(before, socket);
    Outcome outcome;
    try {
      outcome = policy == null ? Outcome.EXCLUDED : apply(socket, policy, earlier);
    } catch (IOException closed) {
      outcome = Outcome.CLOSED; // Only a closed descriptor fails here: it was a TCP socket before.
    }
    enforcer.count(outcome, direction(socket), kind, socket.local(), socket.remote(), policy);
    return outcome;
  }

  /**
   * Whether a connection may be one of the application's whose connect has not come back yet, from
   * a SOCKS proxy for example, so that its policy is not known.
   */
  public boolean mayBeKnownSoon(OpenSocket socket) {
    return enforcer.remembered.areSomeConnecting()
        && direction(socket) == Direction.OUT
        && facts(socket) == null;
  }

  private Remembered.Facts facts(OpenSocket socket) {
    return direction(socket) == Direction.IN
        ? enforcer.remembered.ofIncoming(socket.remote())
        : enforcer.remembered.ofOutgoing(socket.local().getPort());
  }

  /**
   * Covers a socket whose connect is under way in code from before the attach, which comes by no
   * join point when it is done. Its other end is not known yet, and so only where all sockets have
   * the same policy; not the user timeout, which would bound the connect (tcp(7)).
   *
   * @return whether it is covered
   */
  public boolean coverConnecting(OpenSocket socket) {
    Settings settings = enforcer.settings();
    if (settings.isSelective() || settings.global().mode() == Mode.REPORT) {
      return false;
    }
    try {
      for (Option option : ALL) {
        int value = Decision.value(settings.global(), option, Decision.NOT_CHOSEN);
        if (option != Option.USER_TIMEOUT && value != Decision.LEAVE) {
          socket.set(option, value);
        }
      }
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  private Outcome apply(OpenSocket socket, Policy policy, Policy earlier) throws IOException {
    Remembered.Facts facts = facts(socket);
    boolean changes = false;
    boolean caps = false;
    for (Option option : ALL) {
      int now;
      try {
        now = socket.get(option);
      } catch (NoSuchOption mptcp) {
        continue; // It has no TCP_USER_TIMEOUT, and all the others.
      }
      int known = facts == null ? Decision.NOT_CHOSEN : facts.chosen(option);
      int choice = known != Decision.NOT_CHOSEN ? known : choice(option, now, earlier);
      int value = Decision.value(policy, option, choice);
      if (value == Decision.LEAVE && known != now && isGivenBy(earlier, option, now)) {
        value = MachineDefaults.THIS.of(option); // Nobody wants it any more.
      }
      if (value != Decision.LEAVE && value != now) {
        changes = true;
        if (policy.mode() != Mode.REPORT) {
          socket.set(option, value);
        }
      }
      caps |=
          policy.mode() == Mode.CAP && option != Option.KEEPALIVE && choice != Decision.NOT_CHOSEN;
    }
    if (policy.mode() == Mode.REPORT) {
      return changes ? Outcome.REPORTED : Outcome.ALREADY;
    }
    return !changes ? Outcome.ALREADY : caps ? Outcome.CAPPED : Outcome.APPLIED;
  }

  /** A value is the application's if neither the machine nor the agent has given it. */
  private static int choice(Option option, int now, Policy earlier) {
    boolean given = now == MachineDefaults.THIS.of(option) || isGivenBy(earlier, option, now);
    return given ? Decision.NOT_CHOSEN : now;
  }

  private static boolean isGivenBy(Policy earlier, Option option, int now) {
    return earlier != null
        && earlier.mode() != Mode.REPORT
        && now == Decision.value(earlier, option, Decision.NOT_CHOSEN);
  }

  /**
   * Why a connection is as it is.
   *
   * @return {@code yes}, or {@code no: } with the reason
   */
  public String covered(OpenSocket socket) throws IOException {
    Policy policy = policy(enforcer.settings(), socket);
    if (policy == null) {
      return "no: excluded";
    }
    String rule = policy.rule().equals(Policy.GLOBAL) ? "" : " rule=" + policy.rule();
    if (policy.mode() == Mode.REPORT) {
      return "no: mode=report" + rule;
    }
    boolean fits = true;
    boolean untouched = true;
    for (Option option : ALL) {
      int now = get(socket, option);
      int wanted = Decision.value(policy, option, Decision.NOT_CHOSEN);
      boolean capped =
          policy.mode() == Mode.CAP && option != Option.KEEPALIVE && 0 < now && now < wanted;
      fits &= wanted == Decision.LEAVE || now == wanted || capped;
      untouched &= now == MachineDefaults.THIS.of(option);
    }
    if (fits) {
      return "yes" + rule;
    }
    return policy.mode() == Mode.DEFAULT && !untouched
        ? "no: the application's own values" + rule
        : "no: opened before, or by native code" + rule;
  }

  private static int get(OpenSocket socket, Option option) throws IOException {
    try {
      return socket.get(option);
    } catch (NoSuchOption mptcp) {
      return 0;
    }
  }
}
