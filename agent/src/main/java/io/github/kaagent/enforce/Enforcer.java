package io.github.kaagent.enforce;

import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.options.NoSuchOption;
import io.github.kaagent.options.Option;
import io.github.kaagent.options.SocketOptions;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentHook;
import java.net.SocketAddress;
import java.net.SocketOption;

/**
 * The agent's end of the hook: finds the policy for a socket, applies it, counts it. Called in the
 * middle of the application's connects, accepts and setters, ten thousand times a second: no lock
 * and, for what {@code enforce} does to the JDK's sockets, no allocation.
 */
public final class Enforcer extends KaAgentHook {

  private static final Option[] BEFORE_CONNECT = {
    Option.KEEPALIVE, Option.IDLE, Option.INTVL, Option.CNT
  };

  private static final Option[] TRANSPORT_OPTIONS = {
    Option.IDLE, Option.INTVL, Option.CNT, Option.USER_TIMEOUT
  };

  private static final Option[] TIMINGS = {Option.IDLE, Option.INTVL, Option.CNT};

  private final NativeBackend nativeBackend;
  private final Watcher watcher;
  private final Counters counters = new Counters();
  final ListeningPorts listeningPorts = new ListeningPorts();
  final Choices choices = new Choices();
  final NamedPeers namedPeers = new NamedPeers();
  private volatile Settings settings;
  private volatile SocketOptions options;
  private boolean metOne;

  /**
   * An enforcer; it does nothing until it is installed in the hook.
   *
   * @param settings what to enforce
   * @param nativeBackend for what the JDK's API cannot do
   * @param watcher who is told
   */
  public Enforcer(Settings settings, NativeBackend nativeBackend, Watcher watcher) {
    this.settings = settings;
    this.nativeBackend = nativeBackend;
    this.options = new SocketOptions(settings.options(), nativeBackend);
    this.watcher = watcher;
  }

  /** This enforcer as what woven code is to call. */
  public KaAgentHook asHook() {
    return new PrivilegedHook(this);
  }

  /** What is enforced. */
  public Settings settings() {
    return settings;
  }

  /** Enforces other settings from now on; open sockets keep what they have. */
  public void change(Settings to) {
    options = new SocketOptions(to.options(), nativeBackend);
    settings = to;
  }

  /** How often what became of which connections. */
  public Counters counters() {
    return counters;
  }

  @Override
  protected boolean alive() {
    return true;
  }

  private Connection connection(Object socket) throws NativeUnavailable {
    Connection connection = Connection.of(socket);
    if (connection.kind == Kind.TRANSPORT) {
      nativeBackend.open();
    }
    return connection;
  }

  @Override
  protected void connecting(Object socket, SocketAddress remote) throws Exception {
    // Not for Unix-domain channels. Null is connect's to refuse, like a second connect and a
    // connect of what is closed.
    if (remote instanceof InetSocketAddress) {
      Connection connection = connection(socket);
      if (connection.isOpen(socket) && connection.remoteAddress(socket) == null) {
        InetSocketAddress peer = (InetSocketAddress) remote;
        Settings current = settings;
        if (current.usesNames()) {
          namedPeers.add(peer);
        }
        if (connection.kind == Kind.TRANSPORT) {
          return; // io_uring does not come by here: connected is the place for all of them.
        }
        Policy policy = current.outgoing(peer);
        apply(connection, socket, policy, Direction.OUT);
      }
    }
  }

  @Override
  protected void connected(Object socket, SocketAddress remote) throws Exception {
    Settings current = settings;
    if (Connection.of(socket).kind == Kind.TRANSPORT) {
      transportConnected(socket, current);
    } else if (current.usesUserTimeout() || watcher.wantsConnections()) {
      Connection connection = connection(socket);
      InetSocketAddress peer =
          remote instanceof InetSocketAddress
              ? (InetSocketAddress) remote
              : connection.remote(socket);
      if (peer != null) {
        Policy policy = current.outgoing(peer);
        applyUserTimeout(socket, policy);
        if (watcher.wantsConnections()) {
          // Only now, when it has a local address; what became of it was decided before.
          Outcome outcome = isHeld(socket, policy) ? outcome(socket, policy) : Outcome.FAILED;
          tell(connection, socket, outcome, Direction.OUT, peer, policy);
        }
      }
    }
  }

  /** Whether the kernel has what was set when the connect began. */
  private boolean isHeld(Object socket, Policy policy) throws IOException, NativeUnavailable {
    if (policy == null || policy.mode() == Mode.REPORT) {
      return true;
    }
    int idle = Decision.value(policy, Option.IDLE, choices.get(socket, Option.IDLE));
    return idle == Decision.LEAVE || options.get(socket, Option.IDLE) == idle;
  }

  /** Connected, or asked for its peer's address: so is one that came in, and was met before. */
  private void transportConnected(Object socket, Settings current) throws Exception {
    Connection connection = connection(socket);
    InetSocketAddress remote = connection.remote(socket);
    if (remote != null && !listeningPorts.contains(connection.localPort(socket))) {
      InetSocketAddress peer = namedPeers.of(remote);
      Policy policy = current.outgoing(peer);
      Outcome outcome = apply(connection, socket, policy, Direction.OUT);
      applyUserTimeout(socket, policy);
      if (watcher.wantsConnections()) {
        tell(connection, socket, outcome, Direction.OUT, peer, policy);
      }
    }
  }

  @Override
  protected void accepted(Object socket) throws Exception {
    Connection connection = connection(socket);
    InetAddress remote = connection.remoteAddress(socket);
    if (remote != null) {
      int listeningPort = connection.localPort(socket);
      listeningPorts.add(listeningPort);
      Policy policy = settings.incoming(remote, listeningPort);
      if (policy != null && (policy.mode() == Mode.CAP || policy.mode() == Mode.DEFAULT)) {
        inherit(socket);
      }
      Outcome outcome = apply(connection, socket, policy, Direction.IN);
      applyUserTimeout(socket, policy);
      if (watcher.wantsConnections()) {
        tell(connection, socket, outcome, Direction.IN, connection.remote(socket), policy);
      }
    }
  }

  /** A value that the listener was given is the application's choice for what it accepts. */
  private void inherit(Object socket) throws IOException, NativeUnavailable {
    for (Option timing : TIMINGS) {
      int value = options.get(socket, timing);
      if (value != MachineDefaults.THIS.of(timing)) {
        choices.put(socket, timing, value);
      }
    }
  }

  @Override
  protected boolean keepAlive(Object socket, boolean on) throws Exception {
    return given(socket, Option.KEEPALIVE, on ? 1 : 0) != 0;
  }

  @Override
  protected Object option(Object socket, SocketOption<?> name, Object value) throws Exception {
    Option option = SocketOptions.option(name);
    if (option == null || SocketOptions.isOwn(value)) {
      return value;
    }
    if (option == Option.KEEPALIVE) {
      return value instanceof Boolean ? (Object) keepAlive(socket, (Boolean) value) : value;
    }
    // What is not an Integer is the JDK's to refuse.
    return value instanceof Integer ? (Object) given(socket, option, (Integer) value) : value;
  }

  /** What an option gets in place of what the application asks for. */
  private int given(Object socket, Option option, int asked) throws IOException, NativeUnavailable {
    Settings current = settings;
    if (!current.enforcesOnly()) {
      choices.put(socket, option, asked);
    }
    Connection connection = connection(socket);
    InetAddress remote = connection.isOpen(socket) ? connection.remoteAddress(socket) : null;
    if (remote == null) {
      return asked; // Connect and accept decide; until then nothing depends on it.
    }
    int localPort = connection.localPort(socket);
    boolean cameIn = listeningPorts.contains(localPort);
    Policy policy =
        cameIn ? current.incoming(remote, localPort) : outgoing(connection, current, socket);
    if (policy == null) {
      return asked;
    }
    int decided = Decision.value(policy, option, asked);
    if (decided == Decision.LEAVE || decided == asked) {
      return asked;
    }
    Direction direction = cameIn ? Direction.IN : Direction.OUT;
    if (policy.mode() == Mode.REPORT) {
      counters.add(Outcome.REPORTED, direction, connection.kind);
      return asked;
    }
    counters.add(
        policy.mode() == Mode.CAP && option != Option.KEEPALIVE
            ? Outcome.CAPPED
            : Outcome.OVERRULED,
        direction,
        connection.kind);
    return decided;
  }

  private Policy outgoing(Connection connection, Settings current, Object socket)
      throws IOException {
    // A descriptor has no name; the application may have used one.
    return connection.kind == Kind.TRANSPORT
        ? current.outgoing(namedPeers.of(connection.remote(socket)))
        : connection.outgoing(current, socket);
  }

  /** Applies a policy to a connection, and counts it. */
  private Outcome apply(Connection connection, Object socket, Policy policy, Direction direction)
      throws Exception {
    if (!metOne) {
      metOne = true; // A race costs a second line, no more.
      watcher.firstConnection(settings);
    }
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = outcome(socket, policy);
      if (outcome == Outcome.APPLIED || outcome == Outcome.CAPPED) {
        set(socket, policy);
      }
    } catch (IOException e) {
      outcome = Outcome.FAILED;
      if (connection.isOpen(socket)) {
        throw e;
      }
      outcome = Outcome.CLOSED; // Another thread closed it; the application will find out.
    } finally {
      counters.add(outcome, direction, connection.kind);
    }
    return outcome;
  }

  /** What becomes of a connection, if nothing fails. */
  private Outcome outcome(Object socket, Policy policy) {
    if (policy == null) {
      return Outcome.EXCLUDED;
    }
    if (policy.mode() == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    return policy.mode() == Mode.CAP && choices.has(socket) ? Outcome.CAPPED : Outcome.APPLIED;
  }

  private void set(Object socket, Policy policy) throws IOException, NativeUnavailable {
    for (Option option : BEFORE_CONNECT) {
      set(socket, policy, option);
    }
  }

  private void set(Object socket, Policy policy, Option option)
      throws IOException, NativeUnavailable {
    int chosen = choices.get(socket, option);
    int value = Decision.value(policy, option, chosen);
    if (value != Decision.LEAVE && value != chosen) {
      options.set(socket, option, value);
    }
  }

  /** After the handshake: set before, it would bound the connect too (tcp(7)). */
  private void applyUserTimeout(Object socket, Policy policy)
      throws IOException, NativeUnavailable {
    if (policy != null && policy.mode() != Mode.REPORT) {
      try {
        set(socket, policy, Option.USER_TIMEOUT);
      } catch (NoSuchOption mptcp) {
        // The JDK's sockets are MPTCP's where mptcpize(8) started the JVM.
      }
    }
  }

  /** Tells the watcher of a connection. */
  private void tell(
      Connection connection,
      Object socket,
      Outcome outcome,
      Direction direction,
      InetSocketAddress remote,
      Policy policy)
      throws IOException {
    watcher.connection(
        outcome, direction, connection.kind, connection.local(socket), remote, policy);
  }

  /** Counts a connection of which only the descriptor is at hand, and tells of it. */
  void count(
      Outcome outcome,
      Direction direction,
      Kind kind,
      InetSocketAddress local,
      InetSocketAddress remote,
      Policy policy) {
    counters.add(outcome, direction, kind);
    if (watcher.wantsConnections()) {
      watcher.connection(outcome, direction, kind, local, remote, policy);
    }
  }

  @Override
  protected void closing(Object socket) {
    choices.remove(socket);
  }

  @Override
  protected int transportOption(Object socket, String name, int value) throws Exception {
    for (Option option : TRANSPORT_OPTIONS) {
      if (option.symbol().equals(name)) {
        return given(socket, option, value);
      }
    }
    return value;
  }

  @Override
  protected void mbeanServer(Object server) throws Exception {
    watcher.mBeanServer(server);
  }

  @Override
  protected void failed(Throwable failure) {
    watcher.failed(failure);
  }
}
