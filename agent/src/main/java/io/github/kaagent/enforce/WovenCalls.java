package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.options.Option;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentCalls;
import java.net.SocketOption;

/** The agent's end of the bridge: passes on to the enforcer what woven code reports. */
public final class WovenCalls implements KaAgentCalls {

  private static final Kind[] KINDS = Kind.values();
  private static final Option[] OPTIONS = Option.values();

  private final Enforcer enforcer;
  private final Watcher watcher;
  private final KaAgentCalls privileged;
  private volatile TransportCalls transports;

  /**
   * Makes the calls of an enforcer.
   *
   * @param watcher is told of failures, of recordings and of the MBean server
   * @param mayBeGuarded whether this JDK may get a security manager
   */
  public WovenCalls(Enforcer enforcer, Watcher watcher, boolean mayBeGuarded) {
    this.enforcer = enforcer;
    this.watcher = watcher;
    // Loaded now, since a security manager may refuse that later.
    this.privileged = mayBeGuarded ? new PrivilegedCalls(this) : null;
  }

  @Override
  public KaAgentCalls guarded() {
    return privileged == null || System.getSecurityManager() == null ? this : privileged;
  }

  @Override
  public void connecting(FileDescriptor fd, InetAddress remote, int port, int kind)
      throws Exception {
    enforcer.connecting(fd, fd, remote, port, KINDS[kind]);
  }

  @Override
  public void calling(FileDescriptor fd, InetSocketAddress target) {
    enforcer.calling(fd, target);
  }

  @Override
  public void connected(FileDescriptor fd) throws Exception {
    enforcer.connected(fd, fd);
  }

  @Override
  public void accepting(FileDescriptor listener, FileDescriptor accepted) {
    enforcer.accepting(listener, accepted);
  }

  @Override
  public void accepted(
      FileDescriptor listener,
      FileDescriptor fd,
      InetAddress remote,
      int remotePort,
      int localPort,
      int kind)
      throws Exception {
    enforcer.accepting(listener, fd);
    enforcer.accepted(fd, fd, remote, remotePort, localPort, KINDS[kind]);
  }

  @Override
  public void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception {
    if (enforcer.isUnseen(fd)) {
      enforcer.accepted(fd, fd, remote, remotePort, localPort, KINDS[kind]);
    }
  }

  @Override
  public void optionSet(FileDescriptor fd, SocketOption<?> option, Object value) throws Exception {
    Option known = Option.of(option);
    if (known != null && value instanceof Boolean) {
      enforcer.optionSet(fd, fd, known, (Boolean) value ? 1 : 0);
    } else if (known != null && value instanceof Integer) {
      enforcer.optionSet(fd, fd, known, (Integer) value);
    }
  }

  @Override
  public void closing(FileDescriptor fd) throws Exception {
    if (enforcer.kernel.isUsed()) { // Otherwise there has been no connection yet.
      enforcer.closing(fd, enforcer.kernel.number(fd));
    }
  }

  /** Made on first use, since most applications need none. Two threads may make two: no harm. */
  private TransportCalls transports() {
    TransportCalls known = transports;
    if (known == null) {
      known = new TransportCalls(enforcer);
      transports = known;
    }
    return known;
  }

  @Override
  public void transportMade(Object socket) throws Exception {
    transports().made(socket);
  }

  @Override
  public void transportConnecting(Object socket, InetSocketAddress remote) throws Exception {
    transports().connecting(socket, remote);
  }

  @Override
  public void transportConnected(Object socket) throws Exception {
    transports().connected(socket);
  }

  @Override
  public void transportOptionSet(Object socket, int value, int option) throws Exception {
    transports().optionSet(socket, OPTIONS[option], value);
  }

  @Override
  public void transportClosing(Object socket) throws Exception {
    transports().closing(socket);
  }

  @Override
  public void mbeanServer(Object server) throws Exception {
    watcher.mBeanServer(server);
  }

  @Override
  public void recording() {
    watcher.recording();
  }

  @Override
  public void failed(Throwable failure) {
    watcher.failed(failure);
  }
}
