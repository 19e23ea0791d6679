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
        apply(connection, socket, policy, Direction.OUT, peer.getAddress(), peer.getPort());
      }
    }
  }

  @Override
  protected void connected(Object socket, SocketAddress remote) throws Exception {
    Settings current = settings;
    if (Connection.of(socket).kind == Kind.TRANSPORT) {
      transportConnected(socket, current);
    } else if (current.usesUserTimeout()) {
      Connection connection = connection(socket);
      if (remote instanceof InetSocketAddress) {
        applyUserTimeout(socket, current.outgoing((InetSocketAddress) remote));
      } else if (connection.remoteAddress(socket) != null) {
        applyUserTimeout(socket, connection.outgoing(current, socket));
      }
    }
  }

  /** Connected, or asked for its peer's address: so is one that came in, and was met before. */
  private void transportConnected(Object socket, Settings current) throws Exception {
    Connection connection = connection(socket);
    InetAddress remote = connection.remoteAddress(socket);
    if (remote != null && !listeningPorts.contains(connection.localPort(socket))) {
      Policy policy = outgoing(connection, current, socket);
      apply(connection, socket, policy, Direction.OUT, remote, connection.remotePort(socket));
      applyUserTimeout(socket, policy);
    }
  }

  private Policy outgoing(Connection connection, Settings current, Object socket)
      throws IOException {
    return connection.kind == Kind.TRANSPORT
        ? current.outgoing(
            namedPeers.of(
                new InetSocketAddress(
                    connection.remoteAddress(socket), connection.remotePort(socket))))
        : connection.outgoing(current, socket);
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
      apply(connection, socket, policy, Direction.IN, remote, connection.remotePort(socket));
      applyUserTimeout(socket, policy);
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

  private void apply(
      Connection connection,
      Object socket,
      Policy policy,
      Direction direction,
      InetAddress remote,
      int remotePort)
      throws Exception {
    if (!metOne) {
      metOne = true; // A race costs a second line, no more.
      watcher.firstConnection(settings);
    }
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = apply(socket, policy);
    } catch (IOException e) {
      if (connection.isOpen(socket)) {
        throw e;
      }
      outcome = Outcome.CLOSED; // Another thread closed it; the application will find out.
    } finally {
      count(outcome, direction, connection.kind, remote, remotePort, policy);
    }
  }

  /** Counts a connection, and tells of it if somebody wants to know. */
  void count(
      Outcome outcome,
      Direction direction,
      Kind kind,
      InetAddress remote,
      int remotePort,
      Policy policy) {
    counters.add(outcome, direction, kind);
    if (watcher.wantsConnections()) {
      watcher.connection(outcome, direction, kind, remote, remotePort, policy);
    }
  }

  private Outcome apply(Object socket, Policy policy) throws IOException, NativeUnavailable {
    if (policy == null) {
      return Outcome.EXCLUDED;
    }
    if (policy.mode() == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    Outcome outcome = Outcome.APPLIED;
    for (Option option : BEFORE_CONNECT) {
      int chosen = choices.get(socket, option);
      int value = Decision.value(policy, option, chosen);
      if (value != Decision.LEAVE && value != chosen) {
        options.set(socket, option, value);
      }
      if (chosen != Decision.NOT_CHOSEN && policy.mode() == Mode.CAP) {
        outcome = Outcome.CAPPED;
      }
    }
    return outcome;
  }

  /** After the handshake: set before, it would bound the connect too (tcp(7)). */
  private void applyUserTimeout(Object socket, Policy policy)
      throws IOException, NativeUnavailable {
    if (policy != null && policy.mode() != Mode.REPORT && policy.userTimeout() != Policy.OFF) {
      try {
        options.set(socket, Option.USER_TIMEOUT, policy.userTimeout());
      } catch (NoSuchOption mptcp) {
        // The JDK's sockets are MPTCP's where mptcpize(8) started the JVM.
      }
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
