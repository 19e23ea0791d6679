package io.github.kaagent.agent;

import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.descriptors.OpenSockets;
import io.github.kaagent.enforce.Encounter;
import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.OpenSocketEnforcer;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.status.SocketRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The sockets that are open now: covers them when settings come into force, and shows them. */
final class OpenConnections {

  private final OpenSockets sockets;
  private final OpenSocketEnforcer openEnforcer;

  OpenConnections(Kernel kernel, Enforcer enforcer) {
    this.sockets = new OpenSockets(kernel);
    this.openEnforcer = new OpenSocketEnforcer(enforcer, Encounter.Occasion.OPEN);
  }

  /** The sockets that are connected or connecting; listeners are only taken note of. */
  private List<OpenSocket> list() throws IOException {
    List<OpenSocket> connections = new ArrayList<>();
    for (OpenSocket socket : sockets.list()) {
      if (socket.isListening) {
        openEnforcer.learnListener(socket);
      } else {
        connections.add(socket);
      }
    }
    return connections;
  }

  /**
   * Covers all connections.
   *
   * @param before the settings in force until now; null if there were none
   * @return what was done, in words
   * @throws IOException if they can't be listed, or no option can be set here
   */
  String cover(Settings before) throws IOException {
    int[] counts = new int[Outcome.values().length];
    int connecting = 0;
    for (OpenSocket socket : list()) {
      counts[openEnforcer.cover(socket, before).ordinal()]++;
      connecting += socket.isConnecting ? 1 : 0;
    }
    int covered =
        counts[Outcome.APPLIED.ordinal()]
            + counts[Outcome.ALREADY.ordinal()]
            + counts[Outcome.CAPPED.ordinal()];
    return covered
        + (covered == 1 ? " open socket covered" : " open sockets covered")
        + ifAny(counts[Outcome.EXCLUDED.ordinal()], " excluded")
        + ifAny(counts[Outcome.REPORTED.ordinal()], " only reported")
        + ifAny(counts[Outcome.FAILED.ordinal()], " failed in part (see the log)")
        + ifAny(connecting, " of them still connecting");
  }

  private static String ifAny(int count, String word) {
    return count == 0 ? "" : ", " + count + word;
  }

  /**
   * All established connections as the kernel has them.
   *
   * @throws IOException if they can't be listed
   */
  List<SocketRow> rows() throws IOException {
    List<SocketRow> rows = new ArrayList<>();
    for (OpenSocket socket : list()) {
      if (socket.isConnected) {
        String direction = SocketRow.text(openEnforcer.origin(socket).direction);
        try {
          rows.add(new SocketRow(socket.number, socket, direction, openEnforcer.covered(socket)));
        } catch (IOException ignored) {
          // closed meanwhile
        }
      }
    }
    return rows;
  }
}
