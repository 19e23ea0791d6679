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
 * Finds the policy for a socket, applies it and counts the result. It is called in the middle of
 * the application's connects, accepts and setters, ten thousand times a second, and so takes no
 * lock and, in mode {@code enforce} and for the JDK's sockets, allocates nothing.
 *
 * <p>The methods take the object under which a socket is remembered, and its descriptor. For the
 * JDK's sockets these are the same object.
 */
public final class Enforcer {

  final Kernel kernel;
  final Watcher watcher;
  private final Teller teller;

  /** Counts connections by what became of them. */
  public final Counters counters = new Counters();

  final Connections connections;
  final Setter setter;
  private volatile Settings settings;
  private boolean metFirst;

  /**
   * Makes an enforcer.
   *
   * @param settings the settings in force
   * @param kernel reads and sets the options
   * @param watcher is told what happens
   */
  public Enforcer(Settings settings, Kernel kernel, Watcher watcher) {
    this.settings = settings;
    this.kernel = kernel;
    this.watcher = watcher;
    this.teller = new Teller(kernel, watcher);
    this.connections = new Connections(kernel);
    this.setter = new Setter(kernel, watcher);
  }

  /** The settings in force. */
  public Settings settings() {
    return settings;
  }

  /** Enforces other settings from now on; open sockets keep what they have. */
  public void change(Settings newSettings) {
    kernel.use(newSettings.options());
    settings = newSettings;
  }

  /** What is enforced has been logged: the watcher need not be told of a first connection. */
  public void saidWhatIsEnforced() {
    metFirst = true;
  }

  /** Whether the peers of connections matter; on 8 and 11 it is expensive to find out. */
  boolean asksForPeers() {
    return settings.isSelective() || watcher.wantsConnections();
  }

  /** Notes the target of a socket; if there is a proxy, connect only tells the proxy's address. */
  void calling(Object socket, InetSocketAddress target) {
    if (settings.isSelective()) {
      connections.remembered.make(socket).peer = target;
    }
  }

  void connecting(Object socket, FileDescriptor fd, InetAddress remote, int port, Kind kind)
      throws IOException {
    if (remote == null) {
      return; // An unresolved name, with which connect will fail.
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
    boolean isWatched = watcher.wantsConnections();
    if (!current.usesUserTimeout && !isWatched) {
      return; // Nearly always: then a connection costs nothing more.
    }
    Policy policy = connections.policy(current, socket, fd);
    Facts facts = connections.remembered.of(socket);
    Origin origin = connections.origins.of(kernel.number(fd));
    Kind kind = origin == null ? Kind.DESCRIPTOR : origin.kind;
    if (setter.setUserTimeout(fd, policy, facts) == Outcome.FAILED) {
      counters.add(Outcome.FAILED, Direction.OUT, kind);
    }
    if (isWatched) { // Only now, since it has a local address now; it was counted when it began.
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

  /** A connection is being accepted; it inherits the options that were set on its listener. */
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
    Outcome result = failure != null ? failure : outcome;
    met(result, Direction.IN, kind, number);
    if (result != null && watcher.wantsConnections()) {
      teller.tell(
          Encounter.Occasion.OPEN,
          result,
          Origin.of(Direction.IN, kind),
          fd,
          new InetSocketAddress(remote, port),
          policy,
          facts);
    }
  }

  /**
   * Whether a descriptor is open and no join point has seen its connection. The FileDescriptor of
   * an application's own SocketImpl is not open: the SocketImpl that it wraps is seen by itself.
   */
  boolean isUnseen(FileDescriptor fd) throws IOException {
    int number = kernel.number(fd);
    return number >= 0 && connections.origins.of(number) == null;
  }

  /** Counts a connection and tells of the first, after covering it: telling may take time. */
  private void met(Outcome outcome, Direction direction, Kind kind, int number) {
    if (outcome == null) {
      connections.origins.remove(number); // no TCP socket
      return;
    }
    counters.add(outcome, direction, kind);
    if (!metFirst) {
      metFirst = true; // A race costs a second line in the log, no more.
      watcher.firstConnection(settings);
    }
  }

  /**
   * The application has set an option. Before there is a connection, connect or accept will decide;
   * after, the agent's value is set again if the application's is not to stand.
   */
  void optionSet(Object socket, FileDescriptor fd, Option option, int asked) throws IOException {
    Settings current = settings;
    Origin known = connections.origins.of(kernel.number(fd));
    boolean isOpen = known != null || kernel.isConnectedOrConnecting(fd);
    boolean isWatched = watcher.wantsConnections();
    boolean matters = !current.enforcesOnly || isWatched;
    Facts facts = matters ? connections.remembered.make(socket) : connections.remembered.of(socket);
    if (facts != Facts.NONE) { // Else an earlier mode's choice would be out of date in the next.
      facts.choose(option, asked);
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
    Origin origin = known == null ? Origin.of(Direction.OUT, Kind.DESCRIPTOR) : known;
    counters.add(outcome, origin.direction, origin.kind);
    if (isWatched) {
      Facts justNow = new Facts();
      justNow.choose(option, asked);
      InetSocketAddress peer = teller.peer(fd, connections.remembered.of(socket));
      teller.tell(Encounter.Occasion.SETTER, outcome, origin, fd, peer, policy, justNow);
    }
  }

  void closing(Object socket, int number) {
    connections.remembered.remove(socket);
    connections.origins.remove(number);
  }

  /** Counts a socket that was found open, and tells of it. */
  void count(
      Encounter.Occasion occasion,
      Outcome outcome,
      Origin origin,
      OpenSocket socket,
      Policy policy,
      Facts facts) {
    Origin found = Origin.of(origin.direction, Kind.DESCRIPTOR);
    boolean isAsBefore =
        outcome == Outcome.ALREADY || outcome == Outcome.EXCLUDED || outcome == Outcome.REPORTED;
    // A sweep also looks at connections that a join point has counted.
    boolean isCounted = occasion == Encounter.Occasion.SWEEP && origin.kind != Kind.DESCRIPTOR;
    if (!isCounted || !isAsBefore) {
      counters.add(outcome, found.direction, found.kind);
    }
    if (watcher.wantsConnections()) {
      teller.tell(occasion, outcome, found, socket.fd, socket.remote, policy, facts);
    }
  }
}
