package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.options.Option;
import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentBridge;
import java.net.SocketOption;

/** The agent's end of the bridge: what woven code says, in the enforcer's words. */
public final class WovenCalls extends KaAgentBridge {

  private static final Kind[] KINDS = Kind.values();
  private static final Option[] OPTIONS = Option.values();

  private final Enforcer enforcer;
  private final TransportCalls transports;
  private final Watcher watcher;

  /**
   * Calls for an enforcer.
   *
   * @param watcher who is told of failures, of recordings, and of the MBean server
   */
  public WovenCalls(Enforcer enforcer, Watcher watcher) {
    this.enforcer = enforcer;
    this.transports = new TransportCalls(enforcer);
    this.watcher = watcher;
  }

  @Override
  protected boolean alive() {
    return true;
  }

  @Override
  protected void connecting(FileDescriptor fd, InetAddress remote, int port, int kind)
      throws Exception {
    enforcer.connecting(fd, fd, remote, port, KINDS[kind]);
  }

  @Override
  protected void calling(FileDescriptor fd, InetSocketAddress target) {
    enforcer.calling(fd, target);
  }

  @Override
  protected void connected(FileDescriptor fd) throws Exception {
    enforcer.connected(fd, fd);
  }

  @Override
  protected void accepting(FileDescriptor listener, FileDescriptor accepted) {
    enforcer.accepting(listener, accepted);
  }

  @Override
  protected void accepted(
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
  protected void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception {
    if (enforcer.isUnseen(fd)) {
      enforcer.accepted(fd, fd, remote, remotePort, localPort, KINDS[kind]);
    }
  }

  @Override
  protected void optionSet(FileDescriptor fd, SocketOption<?> option, Object value)
      throws Exception {
    enforcer.optionSet(fd, option, value);
  }

  @Override
  protected void closing(FileDescriptor fd) throws Exception {
    if (enforcer.kernel().isUsed()) { // Else there has been no connection yet.
      enforcer.closing(fd, enforcer.kernel().number(fd));
    }
  }

  @Override
  protected void transportMade(Object socket) throws Exception {
    transports.made(socket);
  }

  @Override
  protected void transportConnecting(Object socket, InetSocketAddress remote) throws Exception {
    transports.connecting(socket, remote);
  }

  @Override
  protected void transportConnected(Object socket) throws Exception {
    transports.connected(socket);
  }

  @Override
  protected void transportOptionSet(Object socket, int value, int option) throws Exception {
    transports.optionSet(socket, OPTIONS[option], value);
  }

  @Override
  protected void transportClosing(Object socket) throws Exception {
    transports.closing(socket);
  }

  @Override
  protected void mbeanServer(Object server) throws Exception {
    watcher.mBeanServer(server);
  }

  @Override
  protected void recording() {
    watcher.recording();
  }

  @Override
  protected void failed(Throwable failure) {
    watcher.failed(failure);
  }
}
