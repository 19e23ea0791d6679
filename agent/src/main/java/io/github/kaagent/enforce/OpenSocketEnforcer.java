package io.github.kaagent.enforce;

import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.options.NoSuchOption;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;

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
    return direction(socket) == Direction.IN
        ? settings.incoming(socket.remote().getAddress(), socket.local().getPort())
        : settings.outgoing(enforcer.namedPeers.of(socket.remote()));
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
    Settings settings = enforcer.settings();
    Policy policy = policy(settings, socket);
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

  private Outcome apply(OpenSocket socket, Policy policy, Policy earlier) throws IOException {
    int[] chosen =
        policy.mode() == Mode.CAP || policy.mode() == Mode.DEFAULT
            ? enforcer.choices.of(socket.local(), socket.remote())
            : null;
    boolean changes = false;
    boolean caps = false;
    for (Option option : ALL) {
      int now;
      try {
        now = socket.get(option);
      } catch (NoSuchOption mptcp) {
        continue; // It has no TCP_USER_TIMEOUT, and all the others.
      }
      int choice = chosen != null ? chosen[option.ordinal()] : choice(option, now, earlier);
      int value = Decision.value(policy, option, choice);
      if (value != Decision.LEAVE && value != now) {
        changes = true;
        if (policy.mode() != Mode.REPORT) {
          socket.set(option, value);
        }
      }
      caps |= policy.mode() == Mode.CAP && choice != Decision.NOT_CHOSEN;
    }
    if (policy.mode() == Mode.REPORT) {
      return changes ? Outcome.REPORTED : Outcome.ALREADY;
    }
    return !changes ? Outcome.ALREADY : caps ? Outcome.CAPPED : Outcome.APPLIED;
  }

  /** A value is the application's if neither the machine nor the agent has given it. */
  private int choice(Option option, int now, Policy earlier) {
    boolean given =
        now == MachineDefaults.THIS.of(option)
            || (earlier != null && now == Decision.value(earlier, option, Decision.NOT_CHOSEN));
    return given ? Decision.NOT_CHOSEN : now;
  }
}
