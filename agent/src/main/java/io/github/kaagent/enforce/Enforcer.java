package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Finds the policy for a socket, applies it, counts it. Called in the middle of the application's
 * connects, accepts and setters, ten thousand times a second: no lock and, for what {@code enforce}
 * does to the JDK's sockets, no allocation.
 *
 * <p>A socket is told by what it is remembered by, and by its descriptor. For the JDK's sockets
 * these are the same object.
 */
public final class Enforcer {

  final Kernel kernel;
  private final Watcher watcher;
  private final Teller teller;

  /** How often what became of which connections. */
  public final Counters counters = new Counters();

  final Connections connections;
  final Setter setter;
  private volatile Settings settings;
  private boolean metOne;

  /**
   * An enforcer.
   *
   * @param settings what to enforce
   * @param kernel where
   * @param watcher who is told
   */
  public Enforcer(Settings settings, Kernel kernel, Watcher watcher) {
    this.settings = settings;
    this.kernel = kernel;
    this.watcher = watcher;
    this.teller = new Teller(kernel, watcher);
    this.connections = new Connections(kernel);
    this.setter = new Setter(kernel, watcher);
  }

  /** What is enforced. */
  public Settings settings() {
    return settings;
  }

  /** Enforces other settings from now on; open sockets keep what they have. */
  public void change(Settings to) {
    kernel.use(to.options());
    settings = to;
  }

  /** Its first connection is no news any more. */
  public void saidWhatIsEnforced() {
    metOne = true;
  }

  /** Whether it makes a difference who the peers are; on 8 and 11 they are dear to ask for. */
  boolean asksForPeers() {
    return settings.isSelective() || watcher.wantsConnections();
  }

  /** A target that a socket may reach through a proxy, which is all that connect will tell. */
  void calling(Object socket, InetSocketAddress target) {
    if (settings.isSelective()) {
      connections.remembered.make(socket).peer = target;
    }
  }

  void connecting(Object socket, FileDescriptor fd, InetAddress remote, int port, Kind kind)
      throws IOException {
    if (remote == null) {
      return; // An unresolved name, which connect will refuse.
    }
    int number = kernel.number(fd);
    Policy policy =
        connections.goesOut(
            settings, watcher.wantsConnections(), socket, number, remote, port, kind);
    Outcome outcome = setter.set(fd, policy, connections.remembered.of(socket));
    met(outcome, Direction.OUT, kind, number);
  }

  void connected(Object socket, FileDescriptor fd) throws IOException {
    Settings current = settings;
    boolean tells = watcher.wantsConnections();
    if (!current.usesUserTimeout && !tells) {
      return; // Nearly always: then a connection costs nothing more.
    }
    Policy policy = connections.policy(current, socket, fd);
    Facts facts = connections.remembered.of(socket);
    Origin origin = connections.origins.of(kernel.number(fd));
    Kind kind = origin == null ? Kind.DESCRIPTOR : origin.kind;
    if (setter.setUserTimeout(fd, policy, facts) == Outcome.FAILED) {
      counters.add(Outcome.FAILED, Direction.OUT, kind);
    }
    if (tells) { // Only now, when it has a local address; what became of it was counted before.
      teller.tell(
          Encounter.Occasion.OPEN,
          teller.outcome(fd, policy, facts),
          Origin.of(Direction.OUT, kind),
          fd,
          teller.peer(fd, facts),
          policy,
          facts);
    }
  }

  /** A connection is about to come in by a listener, whose choices it inherits. */
  void accepting(Object listener, Object accepted) {
    if (listener != null && !settings.enforcesOnly) {
      Facts known = connections.remembered.of(listener);
      if (known != Facts.NONE) {
        connections.remembered.make(accepted).inherit(known);
      }
    }
  }

  void accepted(
      Object socket, FileDescriptor fd, InetAddress remote, int port, int localPort, Kind kind)
      throws IOException {
    if (remote == null) {
      return; // It was closed meanwhile.
    }
    int number = kernel.number(fd);
    Policy policy = connections.cameIn(settings, socket, fd, number, remote, port, localPort, kind);
    Facts facts = connections.remembered.of(socket);
    Outcome outcome = setter.set(fd, policy, facts);
    Outcome failure = setter.setUserTimeout(fd, policy, facts);
    Outcome whole = failure != null ? failure : outcome;
    met(whole, Direction.IN, kind, number);
    if (whole != null && watcher.wantsConnections()) {
      teller.tell(
          Encounter.Occasion.OPEN,
          whole,
          Origin.of(Direction.IN, kind),
          fd,
          new InetSocketAddress(remote, port),
          policy,
          facts);
    }
  }

  /**
   * Whether it is open and no join point has seen how it was made. A SocketImpl of the
   * application's own has a FileDescriptor that is none: what it wraps is seen by itself.
   */
  boolean isUnseen(FileDescriptor fd) throws IOException {
    int number = kernel.number(fd);
    return number >= 0 && connections.origins.of(number) == null;
  }

  /** Counts a connection. Only now that it is covered: telling of it may take its time. */
  private void met(Outcome outcome, Direction direction, Kind kind, int number) {
    if (outcome == null) {
      connections.origins.remove(number); // no TCP socket
      return;
    }
    counters.add(outcome, direction, kind);
    if (!metOne) {
      metOne = true; // A race costs a second line, no more.
      watcher.firstConnection(settings);
    }
  }

  /**
   * The application has set an option. Before there is a connection it is for connect or accept to
   * decide; after, the agent's value is set again where the application's is not to stand.
   */
  void optionSet(Object socket, FileDescriptor fd, Option option, int asked) throws IOException {
    Settings current = settings;
    Origin origin = connections.origins.of(kernel.number(fd));
    boolean isOpen = origin != null || kernel.isConnectedOrConnecting(fd);
    boolean tells = watcher.wantsConnections();
    if (!current.enforcesOnly || tells) {
      connections.remembered.make(socket).choose(option, asked);
    }
    Policy policy = isOpen ? connections.policy(current, socket, fd) : null;
    int decided = policy == null ? asked : Decision.value(policy, option, asked);
    if (decided == Decision.LEAVE || decided == asked) {
      return;
    }
    Outcome outcome = Outcome.OVERRULED;
    if (policy.mode == Mode.REPORT) {
      outcome = Outcome.REPORTED;
    } else {
      Outcome failure = setter.set(fd, option, decided);
      if (failure != null) {
        outcome = failure;
      } else if (Decision.caps(policy, option)) {
        outcome = Outcome.CAPPED;
      }
    }
    Origin from = origin == null ? Origin.of(Direction.OUT, Kind.DESCRIPTOR) : origin;
    counters.add(outcome, from.direction, from.kind);
    if (tells) {
      Facts justNow = new Facts();
      justNow.choose(option, asked);
      InetSocketAddress peer = teller.peer(fd, connections.remembered.of(socket));
      teller.tell(Encounter.Occasion.SETTER, outcome, from, fd, peer, policy, justNow);
    }
  }

  void closing(Object socket, int number) {
    connections.remembered.remove(socket);
    connections.origins.remove(number);
  }

  /** Counts an open socket, and tells of it. */
  void count(
      Encounter.Occasion occasion,
      Outcome outcome,
      Origin origin,
      OpenSocket socket,
      Policy policy,
      Facts facts) {
    Origin found = Origin.of(origin.direction, Kind.DESCRIPTOR);
    counters.add(outcome, found.direction, found.kind);
    if (watcher.wantsConnections()) {
      teller.tell(occasion, outcome, found, socket.fd, socket.remote, policy, facts);
    }
  }
}
