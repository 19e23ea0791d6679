package io.github.kaagent.cli.selftest;

import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.open.OpenSockets;
import io.github.kaagent.options.Option;
import java.io.File;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ends of connections that this process has, read from the kernel. An end is found by being new
 * and not by asking the way that opened it: many ways show their socket to nobody.
 */
final class Ends {

  private final OpenSockets sockets;
  private final String pid;

  Ends(OpenSockets sockets) throws IOException {
    this.sockets = sockets;
    this.pid = new File("/proc/self").getCanonicalFile().getName();
  }

  /** What tells the sockets that are open now from all that come. */
  Set<Object> known() throws IOException {
    Set<Object> identities = new HashSet<>();
    for (OpenSocket socket : sockets.list()) {
      identities.add(socket.identity());
    }
    return identities;
  }

  /** All but those. */
  List<End> besides(Set<Object> known) throws IOException {
    List<OpenSocket> open = sockets.list();
    Set<Integer> listening = new HashSet<>();
    for (OpenSocket socket : open) {
      if (socket.isListening()) {
        listening.add(socket.local().getPort());
      }
    }
    List<End> ends = new ArrayList<>();
    for (OpenSocket socket : open) {
      if (socket.isListening()) {
        continue;
      }
      boolean incoming = listening.contains(socket.local().getPort());
      try {
        if (!known.contains(socket.identity())) {
          ends.add(read(socket, incoming));
        }
      } catch (IOException e) {
        // Closed meanwhile: RMI has threads that do so.
      }
    }
    return ends;
  }

  /**
   * The one with this address, that this process was handed over: the agent takes it for one that
   * came in, which is what inetd hands over.
   *
   * @throws IOException if there is none
   */
  End at(SocketAddress local) throws IOException {
    for (OpenSocket socket : sockets.list()) {
      if (socket.local().equals(local)) {
        return read(socket, true);
      }
    }
    throw new IOException("no TCP socket at " + local);
  }

  private End read(OpenSocket socket, boolean incoming) throws IOException {
    return new End(
        pid,
        incoming,
        socket.local(),
        socket.remote(),
        socket.get(Option.KEEPALIVE),
        socket.get(Option.IDLE),
        socket.get(Option.INTVL),
        socket.get(Option.CNT),
        socket.get(Option.USER_TIMEOUT));
  }
}
