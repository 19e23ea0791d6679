package io.github.kaagent.enforce;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentCalls;
import java.net.SocketOption;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Woven calls under a security manager (until JDK 23, JEP 486), with the agent's rights: a policy
 * need not grant the application what the agent does in its calls, such as reading /proc or writing
 * the log. Each method is spelled out: a java.lang.reflect.Proxy would be shorter, but after its
 * fifteenth call it needs the manager's permission to make a class loader.
 */
final class PrivilegedCalls implements KaAgentCalls {

  private final WovenCalls calls;

  PrivilegedCalls(WovenCalls calls) {
    this.calls = calls;
  }

  /** What a woven call does with the agent's rights. */
  private interface Action {
    void act() throws Exception;
  }

  private static void privileged(Action action) throws Exception {
    try {
      AccessController.doPrivileged(
          (PrivilegedExceptionAction<Void>)
              () -> {
                action.act();
                return null;
              });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  @Override
  public KaAgentCalls guarded() {
    return this;
  }

  @Override
  public void connecting(FileDescriptor fd, InetAddress remote, int port, int kind)
      throws Exception {
    privileged(() -> calls.connecting(fd, remote, port, kind));
  }

  @Override
  public void calling(FileDescriptor fd, InetSocketAddress target) throws Exception {
    privileged(() -> calls.calling(fd, target));
  }

  @Override
  public void connected(FileDescriptor fd) throws Exception {
    privileged(() -> calls.connected(fd));
  }

  @Override
  public void accepting(FileDescriptor listener, FileDescriptor accepted) throws Exception {
    privileged(() -> calls.accepting(listener, accepted));
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
    privileged(() -> calls.accepted(listener, fd, remote, remotePort, localPort, kind));
  }

  @Override
  public void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception {
    privileged(() -> calls.acceptedPerhapsUnseen(fd, remote, remotePort, localPort, kind));
  }

  @Override
  public void optionSet(FileDescriptor fd, SocketOption<?> option, Object value) throws Exception {
    privileged(() -> calls.optionSet(fd, option, value));
  }

  @Override
  public void closing(FileDescriptor fd) throws Exception {
    privileged(() -> calls.closing(fd));
  }

  @Override
  public void transportMade(Object socket) throws Exception {
    privileged(() -> calls.transportMade(socket));
  }

  @Override
  public void transportConnecting(Object socket, InetSocketAddress remote) throws Exception {
    privileged(() -> calls.transportConnecting(socket, remote));
  }

  @Override
  public void transportConnected(Object socket) throws Exception {
    privileged(() -> calls.transportConnected(socket));
  }

  @Override
  public void transportOptionSet(Object socket, int value, int option) throws Exception {
    privileged(() -> calls.transportOptionSet(socket, value, option));
  }

  @Override
  public void transportClosing(Object socket) throws Exception {
    privileged(() -> calls.transportClosing(socket));
  }

  @Override
  public void mbeanServer(Object server) throws Exception {
    privileged(() -> calls.mbeanServer(server));
  }

  @Override
  public void recording() throws Exception {
    privileged(calls::recording);
  }

  @Override
  public void failed(Throwable failure) throws Exception {
    privileged(() -> calls.failed(failure));
  }
}
