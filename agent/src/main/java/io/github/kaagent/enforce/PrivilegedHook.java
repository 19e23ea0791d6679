package io.github.kaagent.enforce;

import java.net.InetAddress;
import java.net.KaAgentHook;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * The enforcer where there may be a security manager (until JDK 23): the application's policy need
 * not grant the application what the agent does below its calls, as jdk.net's options, which are
 * checked (NetworkPermission "setOption.TCP_KEEPIDLE").
 */
final class PrivilegedHook extends KaAgentHook {

  private final Enforcer enforcer;

  private PrivilegedHook(Enforcer enforcer) {
    this.enforcer = enforcer;
  }

  /** Typed so that the verifier does not load this class where it is not used. */
  static KaAgentHook of(Enforcer enforcer) {
    return new PrivilegedHook(enforcer);
  }

  private static boolean isUnguarded() {
    return System.getSecurityManager() == null;
  }

  private static <T> T privileged(PrivilegedExceptionAction<T> action) throws Exception {
    try {
      return AccessController.doPrivileged(action);
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  @Override
  protected boolean alive() {
    return enforcer.alive();
  }

  @Override
  protected void connecting(Object socket, SocketAddress remote) throws Exception {
    if (isUnguarded()) {
      enforcer.connecting(socket, remote);
    } else {
      privileged(
          () -> {
            enforcer.connecting(socket, remote);
            return null;
          });
    }
  }

  @Override
  protected void connected(Object socket, SocketAddress remote) throws Exception {
    if (isUnguarded()) {
      enforcer.connected(socket, remote);
    } else {
      privileged(
          () -> {
            enforcer.connected(socket, remote);
            return null;
          });
    }
  }

  @Override
  protected void accepted(Object socket) throws Exception {
    if (isUnguarded()) {
      enforcer.accepted(socket);
    } else {
      privileged(
          () -> {
            enforcer.accepted(socket);
            return null;
          });
    }
  }

  @Override
  protected void accepted(Socket socket, InetAddress remote, int remotePort, int localPort)
      throws Exception {
    if (isUnguarded()) {
      enforcer.accepted(socket, remote, remotePort, localPort);
    } else {
      privileged(
          () -> {
            enforcer.accepted(socket, remote, remotePort, localPort);
            return null;
          });
    }
  }

  @Override
  protected boolean keepAlive(Object socket, boolean on) throws Exception {
    return isUnguarded()
        ? enforcer.keepAlive(socket, on)
        : privileged(() -> enforcer.keepAlive(socket, on));
  }

  @Override
  protected Object option(Object socket, SocketOption<?> option, Object value) throws Exception {
    return isUnguarded()
        ? enforcer.option(socket, option, value)
        : privileged(() -> enforcer.option(socket, option, value));
  }

  @Override
  protected void closing(Object socket) {
    enforcer.closing(socket);
  }

  @Override
  protected int transportOption(Object socket, String option, int value) throws Exception {
    return isUnguarded()
        ? enforcer.transportOption(socket, option, value)
        : privileged(() -> enforcer.transportOption(socket, option, value));
  }

  @Override
  protected void mbeanServer(Object server) throws Exception {
    if (isUnguarded()) {
      enforcer.mbeanServer(server);
    } else {
      privileged(
          () -> {
            enforcer.mbeanServer(server);
            return null;
          });
    }
  }

  @Override
  protected void failed(Throwable failure) {
    enforcer.failed(failure);
  }
}
