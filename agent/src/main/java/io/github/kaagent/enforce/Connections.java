package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.TcpTable;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What is known of each connection, and which policy applies to it. How a connection is made is
 * noted at that time; only for those that were open before the agent came, the kernel is asked.
 */
final class Connections {

  private final Kernel kernel;
  final Origins origins = new Origins();
  final Remembered remembered = new Remembered();

  Connections(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Notes that an outgoing connection begins, and returns its policy; null if it is excluded.
   *
   * @param isWatched whether the watcher is told of the connection, and of its peer
   * @param socket the object under which the connection is remembered
   * @param remote the address in the connect; the application may have used another (a name, SOCKS)
   */
  Policy goesOut(
      Settings settings,
      boolean isWatched,
      Object socket,
      int number,
      InetAddress remote,
      int port,
      Kind kind) {
    Policy policy = settings.global;
    if (settings.isSelective() || isWatched) {
      Facts facts = remembered.make(socket);
      InetSocketAddress target = facts.peer;
      InetSocketAddress peer = target != null ? target : new InetSocketAddress(remote, port);
      facts.open(Direction.OUT, peer, 0);
      policy = settings.outgoing(peer);
    }
    origins.put(number, Origin.of(Direction.OUT, kind)); // last: the rest is known by then
    return policy;
  }

  /**
   * Notes an accepted connection, and returns its policy; null if it is excluded.
   *
   * @param localPort the listening port; 0 if it is not known yet
   */
  Policy cameIn(
      Settings settings,
      Object socket,
      FileDescriptor fd,
      int number,
      InetAddress remote,
      int remotePort,
      int localPort,
      Kind kind)
      throws IOException {
    Policy policy = settings.global;
    if (settings.isSelective()) {
      int port = localPort != 0 ? localPort : kernel.local(fd).getPort();
      remembered.make(socket).open(Direction.IN, new InetSocketAddress(remote, remotePort), port);
      policy = settings.incoming(remote, port);
    }
    origins.put(number, Origin.of(Direction.IN, kind)); // last, as above
    return policy;
  }

  /**
   * The policy for a connection that was noted before, or was open before the agent came.
   *
   * @return null if it is excluded, or gone
   */
  Policy policy(Settings settings, Object socket, FileDescriptor fd) throws IOException {
    if (!settings.isSelective()) {
      return settings.global;
    }
    Facts facts = remembered.of(socket);
    if (facts.direction == null) {
      InetSocketAddress peer = kernel.remote(fd, null);
      if (peer == null) {
        return null;
      }
      int port = kernel.local(fd).getPort();
      facts = remembered.make(socket);
      facts.open(direction(kernel.number(fd), port), peer, port);
    }
    return facts.direction == Direction.IN
        ? settings.incoming(facts.peer.getAddress(), facts.localPort)
        : settings.outgoing(facts.peer);
  }

  private Direction direction(int number, int localPort) throws IOException {
    Origin origin = origins.of(number);
    if (origin != null) {
      return origin.direction;
    }
    return TcpTable.of("self").isListenedOn(localPort) ? Direction.IN : Direction.OUT;
  }
}
