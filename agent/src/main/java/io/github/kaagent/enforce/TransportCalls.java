package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Handles what native transports (Netty's epoll, kqueue and io_uring) report. They have one class
 * for clients, listeners and accepted sockets, TCP or not, so the kernel is asked which it is.
 */
final class TransportCalls {

  private final Enforcer enforcer;
  private final Handshakes handshakes;

  TransportCalls(Enforcer enforcer) {
    this.enforcer = enforcer;
    this.handshakes = new Handshakes(enforcer);
  }

  private FileDescriptor descriptor(Object socket) throws IOException {
    return enforcer.kernel.descriptor(Transports.number(socket));
  }

  /**
   * The other end; any address if that does not matter. It is not a constant, since a failure to
   * make one would leave this class unusable.
   */
  private InetSocketAddress peer(FileDescriptor fd) throws IOException {
    return enforcer.asksForPeers() ? enforcer.kernel.remote(fd, null) : new InetSocketAddress(0);
  }

  /** A socket was made: a new one, not connected yet, or an accepted one. */
  void made(Object socket) throws IOException {
    FileDescriptor fd = descriptor(socket);
    Kernel kernel = enforcer.kernel;
    if (kernel.isConnectedOrConnecting(fd)) {
      InetSocketAddress remote = peer(fd);
      if (remote != null) {
        enforcer.accepted(socket, fd, remote.getAddress(), remote.getPort(), 0, Kind.TRANSPORT);
      }
    }
  }

  /** Reported by epoll and kqueue, not by io_uring, and not with TCP Fast Open. */
  void connecting(Object socket, InetSocketAddress remote) throws IOException {
    FileDescriptor fd = descriptor(socket);
    if (enforcer.kernel.isTcp(fd)) {
      enforcer.calling(socket, remote);
      enforcer.connecting(socket, fd, remote.getAddress(), remote.getPort(), Kind.TRANSPORT);
    }
  }

  /**
   * The transport has asked for the peer, as it does for every socket once connected or accepted.
   * With TCP Fast Open (RFC 7413) it asks while the handshake is under way, and not again after it.
   */
  void connected(Object socket) throws IOException {
    Kernel kernel = enforcer.kernel;
    FileDescriptor fd = descriptor(socket);
    Origin origin = enforcer.connections.origins.of(kernel.number(fd));
    if (origin != null && origin.direction == Direction.IN) {
      return;
    }
    if (origin == null) {
      InetSocketAddress remote = kernel.isConnectedOrConnecting(fd) ? peer(fd) : null;
      if (remote == null) {
        return; // not connected, or a listener
      }
      enforcer.connecting(socket, fd, remote.getAddress(), remote.getPort(), Kind.TRANSPORT);
    }
    if (kernel.isConnecting(fd)) {
      handshakes.await(socket, fd);
    } else {
      enforcer.connected(socket, fd);
    }
  }

  void optionSet(Object socket, Option option, int value) throws IOException {
    FileDescriptor fd = descriptor(socket);
    if (enforcer.kernel.isTcp(fd)) {
      enforcer.optionSet(socket, fd, option, value);
    }
  }

  /** Closing twice is allowed; by the second time another socket may have the number. */
  void closing(Object socket) throws IOException {
    if (Transports.isOpen(socket)) {
      enforcer.closing(socket, Transports.number(socket));
    }
  }
}
