package io.github.kaagent.core;

import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.Kind;
import io.github.kaagent.enforce.OpenSocketEnforcer;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.open.OpenSockets;
import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.report.SocketRow;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sockets that are open now: covers them when settings come into force, and shows them. */
final class OpenNow {

  private final NativeBackend nativeBackend;
  private final OpenSocketEnforcer descriptors;

  OpenNow(NativeBackend nativeBackend, Enforcer enforcer) {
    this.nativeBackend = nativeBackend;
    this.descriptors = new OpenSocketEnforcer(enforcer);
  }

  /** Connections, and what is about to be one. */
  private List<OpenSocket> list() throws NativeUnavailable, IOException {
    List<OpenSocket> sockets = new OpenSockets(nativeBackend.open()).list();
    List<OpenSocket> connections = new ArrayList<>();
    for (OpenSocket socket : sockets) {
      if (socket.listening()) {
        descriptors.learnListener(socket);
      } else {
        connections.add(socket);
      }
    }
    return connections;
  }

  /**
   * Covers all of them.
   *
   * @param before the settings in force until now; null if there were none
   * @return what was done, in words
   * @throws NativeUnavailable if no native call can be made
   * @throws IOException if there is no list of descriptors
   */
  String cover(Settings before) throws NativeUnavailable, IOException {
    int[] counts = new int[Outcome.values().length];
    int connecting = 0;
    for (OpenSocket socket : list()) {
      if (socket.connected()) {
        counts[descriptors.cover(socket, before, Kind.DESCRIPTOR).ordinal()]++;
      } else if (!descriptors.coverConnecting(socket)) {
        connecting++;
      }
    }
    int covered =
        counts[Outcome.APPLIED.ordinal()]
            + counts[Outcome.ALREADY.ordinal()]
            + counts[Outcome.CAPPED.ordinal()];
    return covered
        + " open sockets covered"
        + some(counts[Outcome.EXCLUDED.ordinal()], " excluded")
        + some(counts[Outcome.REPORTED.ordinal()], " only reported")
        + some(counts[Outcome.FAILED.ordinal()], " failed")
        + some(connecting, " not connected yet");
  }

  private static String some(int count, String word) {
    return count == 0 ? "" : ", " + count + word;
  }

  /**
   * All connections as the kernel has them.
   *
   * @throws NativeUnavailable if no native call can be made
   * @throws IOException if there is no list of descriptors
   */
  List<SocketRow> rows() throws NativeUnavailable, IOException {
    List<SocketRow> rows = new ArrayList<>();
    for (OpenSocket socket : list()) {
      if (socket.connected()) {
        String direction = name(descriptors.direction(socket));
        try {
          rows.add(new SocketRow(socket.fd(), socket, direction, descriptors.covered(socket)));
        } catch (IOException closed) {
          // It was open a moment ago.
        }
      }
    }
    return rows;
  }

  /** In which words a counter is named. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
