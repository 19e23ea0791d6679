package io.github.kaagent.enforce;

import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.options.Option;
import io.github.kaagent.options.SocketOptions;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentHook;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;

/**
 * The agent's end of the hook: finds the policy for a socket, applies it, counts it. Called in the
 * middle of the application's connects, accepts and setters, ten thousand times a second: no lock
 * and, for what {@code enforce} does to the JDK's sockets, no allocation.
 */
public final class Enforcer extends KaAgentHook {

  private static final Option[] TRANSPORT_OPTIONS = {
    Option.IDLE, Option.INTVL, Option.CNT, Option.USER_TIMEOUT
  };

  private final NativeBackend nativeBackend;
  private final Watcher watcher;
  private final Counters counters = new Counters();
  final ListeningPorts listeningPorts = new ListeningPorts();
  final Remembered remembered = new Remembered();
  private volatile Settings settings;
  private volatile SocketSetter setter;
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
    this.watcher = watcher;
    this.setter = setter(settings);
  }

  /**
   * This enforcer as what woven code is to call.
   *
   * @param guarded whether there may be a security manager
   */
  public KaAgentHook asHook(boolean guarded) {
    return guarded ? PrivilegedHook.of(this) : this;
  }

  /** What is enforced. */
  public Settings settings() {
    return settings;
  }

  /** Enforces other settings from now on; open sockets keep what they have. */
  public void change(Settings to) {
    setter = setter(to);
    settings = to;
  }

  private SocketSetter setter(Settings of) {
    return new SocketSetter(new SocketOptions(of.options(), nativeBackend), remembered);
  }

  /** Its first connection is no news any more. */
  public void saidWhatIsEnforced() {
    metOne = true;
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
      if (connection.isOpen(socket) && !connection.isConnected(socket)) {
        InetSocketAddress peer = (InetSocketAddress) remote;
        Settings current = settings;
        if (connection.kind != Kind.TRANSPORT) {
          Policy policy = current.outgoing(peer);
          apply(connection, socket, policy, Direction.OUT);
          if (policy != current.global() && isCalledOtherwise(connection, current)) {
            remembered.call(socket, peer);
          }
        } else if (current.usesNames()) {
          // io_uring does not come by here: all of them are met when they are connected.
          remembered.call(socket, peer);
        }
      }
    }
  }

  @Override
  protected void connected(Object socket, SocketAddress remote) throws Exception {
    Settings current = settings;
    Connection connection = connection(socket);
    if (connection.kind == Kind.TRANSPORT) {
      transportConnected(connection, socket, current);
    } else if (!isDoneWhenConnecting(current)) {
      InetSocketAddress peer =
          remote instanceof InetSocketAddress
              ? (InetSocketAddress) remote
              : connection.remote(socket);
      if (peer != null) {
        connected(connection, socket, peer, current);
      }
    }
  }

  /** Nearly always: then a connection costs nothing more. */
  private boolean isDoneWhenConnecting(Settings current) {
    return !current.usesUserTimeout()
        && !current.isSelective()
        && remembered.isEmpty()
        && listeningPorts.areNone()
        && !watcher.wantsConnections();
  }

  private void connected(
      Connection connection, Object socket, InetSocketAddress peer, Settings current)
      throws IOException, NativeUnavailable {
    int localPort = connection.localPort(socket);
    listeningPorts.remove(localPort);
    Policy policy = current.outgoing(peer);
    if (remembered.has(socket)) {
      // Set by the application before the connect, and perhaps set again in it by the JDK's HTTP
      // proxying; or set while it was under way.
      setter.set(socket, policy);
      if (current.enforcesOnly() && remembered.called(socket) == null) {
        remembered.remove(socket);
      }
      remembered.wentOut(socket, localPort);
    }
    applyUserTimeout(connection, socket, policy, Direction.OUT);
    if (watcher.wantsConnections()) {
      // Only now, when it has a local address; what became of it was decided before.
      Outcome outcome =
          setter.holds(socket, policy) ? setter.outcome(socket, policy) : Outcome.FAILED;
      watcher.connection(
          outcome, Direction.OUT, connection.kind, connection.local(socket), peer, policy);
    }
  }

  /** Whether the application may call the other end what its descriptor does not tell. */
  private static boolean isCalledOtherwise(Connection connection, Settings current) {
    return connection.kind == Kind.SOCKET || current.usesNames(); // A Socket's may be a proxy.
  }

  /** Connected, or asked for its peer's address: so is one that came in, and was met before. */
  private void transportConnected(Connection connection, Object socket, Settings current)
      throws Exception {
    InetSocketAddress remote = connection.remote(socket);
    int localPort = connection.localPort(socket);
    if (remote != null && !listeningPorts.contains(localPort)) {
      InetSocketAddress called = remembered.called(socket);
      InetSocketAddress peer = called != null ? called : remote;
      Policy policy = current.outgoing(peer);
      Outcome outcome = apply(connection, socket, policy, Direction.OUT);
      applyUserTimeout(connection, socket, policy, Direction.OUT);
      if (current.enforcesOnly() && policy == current.global()) {
        remembered.remove(socket);
      }
      remembered.wentOut(socket, localPort);
      if (watcher.wantsConnections()) {
        watcher.connection(
            outcome, Direction.OUT, connection.kind, connection.local(socket), peer, policy);
      }
    }
  }

  @Override
  protected void accepted(Object channel) throws Exception {
    Connection connection = connection(channel);
    accepted(
        connection,
        channel,
        connection.remoteAddress(channel),
        connection.remotePort(channel),
        connection.localPort(channel));
  }

  @Override
  protected void accepted(Socket socket, InetAddress remote, int remotePort, int localPort)
      throws Exception {
    accepted(connection(socket), socket, remote, remotePort, localPort);
  }

  private void accepted(
      Connection connection, Object socket, InetAddress remote, int remotePort, int localPort)
      throws Exception {
    if (remote == null) {
      return; // a Unix-domain channel
    }
    listeningPorts.add(localPort);
    Policy policy = settings.incoming(remote, localPort);
    if (policy != null && (policy.mode() == Mode.CAP || policy.mode() == Mode.DEFAULT)) {
      setter.inherit(socket);
      remembered.cameIn(socket, remote, remotePort);
    }
    Outcome outcome = apply(connection, socket, policy, Direction.IN);
    applyUserTimeout(connection, socket, policy, Direction.IN);
    if (watcher.wantsConnections()) {
      watcher.connection(
          outcome,
          Direction.IN,
          connection.kind,
          connection.local(socket),
          connection.remote(socket),
          policy);
    }
  }

  @Override
  protected boolean keepAlive(Object socket, boolean on) throws Exception {
    return given(socket, Option.KEEPALIVE, on ? 1 : 0) != 0;
  }

  @Override
  protected Object option(Object socket, SocketOption<?> name, Object value) throws Exception {
    Option option = name == null ? null : SocketOptions.option(name);
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
    Connection connection = connection(socket);
    boolean isConnected = connection.isConnected(socket);
    if (option.takes(asked) && mattersLater(current, option, asked, isConnected)) {
      remembered.choose(socket, option, asked);
    }
    if (!isConnected) {
      return asked; // Connect or accept decides.
    }
    int localPort = connection.localPort(socket);
    boolean cameIn = listeningPorts.contains(localPort);
    Policy policy;
    if (cameIn) {
      InetAddress remote = connection.remoteAddress(socket);
      remembered.cameIn(socket, remote, connection.remotePort(socket));
      policy = current.incoming(remote, localPort);
    } else {
      remembered.wentOut(socket, localPort);
      policy = outgoing(connection, current, socket);
    }
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

  /** To modes cap and default always; to a connect that is to come, or under way, if it differs. */
  private static boolean mattersLater(
      Settings current, Option option, int asked, boolean isConnected) {
    return !current.enforcesOnly()
        || (!isConnected && asked != Decision.value(current.global(), option, Decision.NOT_CHOSEN));
  }

  private Policy outgoing(Connection connection, Settings current, Object socket)
      throws IOException {
    InetSocketAddress called = remembered.called(socket);
    return called != null ? current.outgoing(called) : connection.outgoing(current, socket);
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
      setter.set(socket, policy);
      outcome = setter.outcome(socket, policy);
    } catch (IOException e) {
      if (connection.isOpen(socket)) {
        throw e;
      }
      outcome = Outcome.CLOSED; // Another thread closed it; the application will find out.
    } finally {
      counters.add(outcome, direction, connection.kind);
    }
    return outcome;
  }

  private void applyUserTimeout(
      Connection connection, Object socket, Policy policy, Direction direction)
      throws IOException, NativeUnavailable {
    try {
      setter.setUserTimeout(socket, policy);
    } catch (IOException | NativeUnavailable e) {
      if (connection.isOpen(socket)) {
        counters.add(Outcome.FAILED, direction, connection.kind);
        throw e;
      }
    }
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
    remembered.remove(socket);
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
