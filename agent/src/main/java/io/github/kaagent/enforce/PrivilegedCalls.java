package io.github.kaagent.enforce;

import java.io.FileDescriptor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.KaAgentBridge;
import java.net.SocketOption;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/**
 * Woven calls where there may be a security manager (until JDK 23, JEP 486): the application's
 * policy need not grant the application what the agent does below its calls, as reading /proc or
 * writing its log.
 */
public final class PrivilegedCalls extends KaAgentBridge {

  private final WovenCalls calls;

  /** The same calls, with the agent's own rights. */
  public PrivilegedCalls(WovenCalls calls) {
    this.calls = calls;
  }

  /** What is done below a call. */
  private interface Action {
    void act() throws Exception;
  }

  private static boolean isUnguarded() {
    return System.getSecurityManager() == null;
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
  protected boolean alive() {
    return calls.alive();
  }

  @Override
  protected void connecting(FileDescriptor fd, InetAddress remote, int port, int kind)
      throws Exception {
    if (isUnguarded()) {
      calls.connecting(fd, remote, port, kind);
    } else {
      privileged(() -> calls.connecting(fd, remote, port, kind));
    }
  }

  @Override
  protected void calling(FileDescriptor fd, InetSocketAddress target) throws Exception {
    if (isUnguarded()) {
      calls.calling(fd, target);
    } else {
      privileged(() -> calls.calling(fd, target));
    }
  }

  @Override
  protected void connected(FileDescriptor fd) throws Exception {
    if (isUnguarded()) {
      calls.connected(fd);
    } else {
      privileged(() -> calls.connected(fd));
    }
  }

  @Override
  protected void accepting(FileDescriptor listener, FileDescriptor accepted) throws Exception {
    if (isUnguarded()) {
      calls.accepting(listener, accepted);
    } else {
      privileged(() -> calls.accepting(listener, accepted));
    }
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
    if (isUnguarded()) {
      calls.accepted(listener, fd, remote, remotePort, localPort, kind);
    } else {
      privileged(() -> calls.accepted(listener, fd, remote, remotePort, localPort, kind));
    }
  }

  @Override
  protected void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception {
    if (isUnguarded()) {
      calls.acceptedPerhapsUnseen(fd, remote, remotePort, localPort, kind);
    } else {
      privileged(() -> calls.acceptedPerhapsUnseen(fd, remote, remotePort, localPort, kind));
    }
  }

  @Override
  protected void optionSet(FileDescriptor fd, SocketOption<?> option, Object value)
      throws Exception {
    if (isUnguarded()) {
      calls.optionSet(fd, option, value);
    } else {
      privileged(() -> calls.optionSet(fd, option, value));
    }
  }

  @Override
  protected void closing(FileDescriptor fd) throws Exception {
    if (isUnguarded()) {
      calls.closing(fd);
    } else {
      privileged(() -> calls.closing(fd));
    }
  }

  @Override
  protected void transportMade(Object socket) throws Exception {
    if (isUnguarded()) {
      calls.transportMade(socket);
    } else {
      privileged(() -> calls.transportMade(socket));
    }
  }

  @Override
  protected void transportConnecting(Object socket, InetSocketAddress remote) throws Exception {
    if (isUnguarded()) {
      calls.transportConnecting(socket, remote);
    } else {
      privileged(() -> calls.transportConnecting(socket, remote));
    }
  }

  @Override
  protected void transportConnected(Object socket) throws Exception {
    if (isUnguarded()) {
      calls.transportConnected(socket);
    } else {
      privileged(() -> calls.transportConnected(socket));
    }
  }

  @Override
  protected void transportOptionSet(Object socket, int value, int option) throws Exception {
    if (isUnguarded()) {
      calls.transportOptionSet(socket, value, option);
    } else {
      privileged(() -> calls.transportOptionSet(socket, value, option));
    }
  }

  @Override
  protected void transportClosing(Object socket) throws Exception {
    if (isUnguarded()) {
      calls.transportClosing(socket);
    } else {
      privileged(() -> calls.transportClosing(socket));
    }
  }

  @Override
  protected void mbeanServer(Object server) throws Exception {
    if (isUnguarded()) {
      calls.mbeanServer(server);
    } else {
      privileged(() -> calls.mbeanServer(server));
    }
  }

  @Override
  protected void recording() {
    AccessController.doPrivileged(
        (PrivilegedAction<Void>)
            () -> {
              calls.recording();
              return null;
            });
  }

  @Override
  protected void failed(Throwable failure) {
    AccessController.doPrivileged(
        (PrivilegedAction<Void>)
            () -> {
              calls.failed(failure);
              return null;
            });
  }
}
