package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Applies policies to descriptors that are open already: those from before an attach or a change of
 * settings, and those that native code has opened. An instance serves a single pass over them.
 */
public final class OpenSocketEnforcer {

  /** In the order that {@link Setter#BEFORE_HANDSHAKE} explains. */
  private static final Option[] OPTIONS = {
    Option.USER_TIMEOUT, Option.INTVL, Option.CNT, Option.IDLE, Option.KEEPALIVE
  };

  private final Enforcer enforcer;
  private final Encounter.Occasion occasion;
  private Map<Integer, Facts> remembered;
  private int additionsRead;
  private final MachineDefaults defaults = MachineDefaults.now();
  private final Set<Integer> listeningPorts = new HashSet<>();

  /**
   * Makes an enforcer for one pass.
   *
   * @param enforcer has the settings, and knows what the application chose
   * @param occasion why the pass is made
   */
  public OpenSocketEnforcer(Enforcer enforcer, Encounter.Occasion occasion) {
    this.enforcer = enforcer;
    this.occasion = occasion;
    readRemembered();
  }

  private void readRemembered() {
    additionsRead = enforcer.connections.remembered.additions.get();
    remembered = enforcer.connections.remembered.byNumber(enforcer.kernel);
  }

  /** What is remembered of a socket; looks again if more is remembered by now. */
  private Facts facts(OpenSocket socket) {
    Facts facts = remembered.get(socket.number);
    if (facts == null
        && additionsRead != enforcer.connections.remembered.additions.get()
        && isSeen(socket)) {
      readRemembered();
      facts = remembered.get(socket.number);
    }
    return facts == null ? Facts.NONE : facts;
  }

  /**
   * Notes the port of a listening socket. For connections that are older than the agent, nothing
   * better than the local port tells which end opened them.
   */
  public void learnListener(OpenSocket socket) {
    listeningPorts.add(socket.local.getPort());
  }

  /** How a connection was made: as a join point has noted it, else told by the local port. */
  public Origin origin(OpenSocket socket) {
    Origin known = enforcer.connections.origins.of(socket.number);
    if (known != null) {
      return known;
    }
    boolean cameIn = listeningPorts.contains(socket.local.getPort());
    return Origin.of(cameIn ? Direction.IN : Direction.OUT, Kind.DESCRIPTOR);
  }

  /** Whether a join point has seen how the connection was made. */
  public boolean isSeen(OpenSocket socket) {
    return origin(socket).kind != Kind.DESCRIPTOR;
  }

  /** The policy for a connection under some settings; null if it is excluded. */
  public Policy policy(Settings settings, OpenSocket socket) {
    if (origin(socket).direction == Direction.IN) {
      return settings.incoming(socket.remote.getAddress(), socket.local.getPort());
    }
    InetSocketAddress target = facts(socket).peer;
    return settings.outgoing(target != null ? target : socket.remote);
  }

  /**
   * Applies its policy to a connection, and counts it. While it is still connecting, it gets no
   * user timeout, which would bound the connect (tcp(7)).
   *
   * @param before the settings that were in force when it was opened, whose values are not the
   *     application's choice; null if there were none
   * @return what became of it; {@link Outcome#CLOSED} if it was closed meanwhile
   */
  public Outcome cover(OpenSocket socket, Settings before) {
    Policy policy = policy(enforcer.settings(), socket);
    Policy earlier = before == null ? null : policy(before, socket);
    Origin origin = origin(socket);
    Outcome outcome;
    try {
      outcome = policy == null ? Outcome.EXCLUDED : apply(socket, policy, earlier);
    } catch (IOException closed) {
      outcome = Outcome.CLOSED; // Only a closed descriptor fails here: it was a TCP socket before.
    }
    if (outcome != Outcome.CLOSED && !isSeen(socket)) {
      enforcer.connections.origins.put(socket.number, origin);
    }
    enforcer.count(occasion, outcome, origin, socket, policy, facts(socket));
    return outcome;
  }

  private Outcome apply(OpenSocket socket, Policy policy, Policy earlier) throws IOException {
    Facts facts = facts(socket);
    boolean changes = false;
    boolean caps = false;
    boolean fails = false;
    for (Option option : OPTIONS) {
      if (option == Option.USER_TIMEOUT && socket.isConnecting) {
        continue;
      }
      int now = socket.get(option);
      int known = facts.chosen(option);
      int choice = known != Decision.NOT_CHOSEN ? known : choice(option, now, earlier);
      int value = Decision.value(policy, option, choice);
      if (value == Decision.LEAVE && known != now && isGivenBy(earlier, option, now)) {
        // The earlier settings gave it, and nobody wants it now: back to the application's value,
        // or else the machine's.
        value = known != Decision.NOT_CHOSEN ? known : defaults.of(option);
      }
      if (value != Decision.LEAVE && value != now && socket.has(option)) {
        changes = true;
        fails |= policy.mode != Mode.REPORT && !trySet(socket, option, value);
      }
      caps |= choice != Decision.NOT_CHOSEN && Decision.caps(policy, option);
    }
    if (!changes) {
      return Outcome.ALREADY;
    }
    if (policy.mode == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    return fails ? Outcome.FAILED : caps ? Outcome.CAPPED : Outcome.APPLIED;
  }

  /** Sets an option, and returns whether that was done: the kernel may refuse it. */
  private boolean trySet(OpenSocket socket, Option option, int value) throws IOException {
    Outcome failure = enforcer.setter.set(socket.fd, option, value);
    if (failure == Outcome.CLOSED) {
      throw new IOException("closed meanwhile");
    }
    return failure == null;
  }

  /**
   * Restores the options of a covered connection that native code has changed.
   *
   * @return whether an option was restored
   * @throws IOException if it was closed meanwhile
   */
  public boolean putBack(OpenSocket socket) throws IOException {
    Policy policy = policy(enforcer.settings(), socket);
    boolean changes = false;
    for (Option option : changed(socket, policy)) {
      changes |= trySet(socket, option, Decision.wanted(policy, option));
    }
    if (changes) {
      enforcer.count(occasion, Outcome.OVERRULED, origin(socket), socket, policy, facts(socket));
    }
    return changes;
  }

  /** Whether {@link #putBack} would find something to restore; false if it is closed by now. */
  public boolean isChanged(OpenSocket socket) {
    try {
      return !changed(socket, policy(enforcer.settings(), socket)).isEmpty();
    } catch (IOException ignored) {
      return false; // closed meanwhile
    }
  }

  /** The changed options. In mode {@code enforce} alone: in others they count as chosen. */
  private static List<Option> changed(OpenSocket socket, Policy policy) throws IOException {
    List<Option> changed = new ArrayList<>();
    boolean enforces = policy != null && policy.mode == Mode.ENFORCE;
    for (Option option : OPTIONS) {
      int wanted = enforces ? Decision.wanted(policy, option) : Decision.LEAVE;
      if (differs(socket, option, wanted)) {
        changed.add(option);
      }
    }
    return changed;
  }

  private static boolean differs(OpenSocket socket, Option option, int wanted) throws IOException {
    return wanted != Decision.LEAVE && socket.get(option) != wanted && socket.has(option);
  }

  /** A value is the application's choice if it is neither the machine's nor the agent's. */
  private int choice(Option option, int now, Policy earlier) {
    boolean given = now == defaults.of(option) || isGivenBy(earlier, option, now);
    return given ? Decision.NOT_CHOSEN : now;
  }

  private static boolean isGivenBy(Policy earlier, Option option, int now) {
    return earlier != null
        && earlier.mode != Mode.REPORT
        && now == Decision.wanted(earlier, option);
  }

  /**
   * Whether a connection has what its policy wants, and why not.
   *
   * @return {@code yes}, or {@code no: } with the reason
   */
  public String covered(OpenSocket socket) throws IOException {
    Policy policy = policy(enforcer.settings(), socket);
    if (policy == null) {
      return "no: excluded";
    }
    String rule = policy.rule.equals(Policy.GLOBAL) ? "" : " rule=" + policy.rule;
    if (policy.mode == Mode.REPORT) {
      return "no: mode=report" + rule;
    }
    boolean fits = true;
    boolean untouched = true;
    for (Option option : OPTIONS) {
      int now = socket.get(option);
      int wanted = Decision.wanted(policy, option);
      boolean isCapped = Decision.caps(policy, option) && 0 < now && now < wanted;
      fits &= isCapped || !differs(socket, option, wanted);
      untouched &= now == defaults.of(option);
    }
    if (fits) {
      return "yes" + rule;
    }
    boolean isOwn = policy.mode == Mode.DEFAULT && !untouched;
    return (isOwn ? "no: the application's own values" : "no: opened before, or by native code")
        + rule;
  }
}
