package io.github.kaagent.core;

import io.github.kaagent.enforce.Direction;
import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.Kind;
import io.github.kaagent.enforce.OpenSocketEnforcer;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.open.OpenSockets;
import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.options.NativeUnavailable;
import io.github.kaagent.report.SocketRow;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The sockets that are open now: covers them when settings come into force, and shows them. */
final class OpenNow {

  private final NativeBackend nativeBackend;
  private final Enforcer enforcer;
  private final OpenSocketEnforcer descriptors;

  OpenNow(NativeBackend nativeBackend, Enforcer enforcer) {
    this.nativeBackend = nativeBackend;
    this.enforcer = enforcer;
    this.descriptors = new OpenSocketEnforcer(enforcer);
  }

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
   */
  String cover(Settings before) {
    int[] counts = new int[Outcome.values().length];
    try {
      for (OpenSocket socket : list()) {
        counts[descriptors.cover(socket, before, Kind.DESCRIPTOR).ordinal()]++;
      }
    } catch (NativeUnavailable | IOException why) {
      return "open sockets are not covered: " + why.getMessage();
    }
    int covered =
        counts[Outcome.APPLIED.ordinal()]
            + counts[Outcome.ALREADY.ordinal()]
            + counts[Outcome.CAPPED.ordinal()];
    return covered
        + " open sockets covered"
        + some(counts, Outcome.EXCLUDED, " excluded")
        + some(counts, Outcome.REPORTED, " only reported")
        + some(counts, Outcome.FAILED, " failed");
  }

  private static String some(int[] counts, Outcome outcome, String word) {
    int count = counts[outcome.ordinal()];
    return count == 0 ? "" : ", " + count + word;
  }

  /**
   * All of them as the kernel has them.
   *
   * @throws NativeUnavailable if no native call can be made
   * @throws IOException if there is no list of descriptors
   */
  List<SocketRow> rows() throws NativeUnavailable, IOException {
    List<SocketRow> rows = new ArrayList<>();
    for (OpenSocket socket : list()) {
      String direction = descriptors.direction(socket) == Direction.IN ? "in" : "out";
      Policy policy = descriptors.policy(enforcer.settings(), socket);
      try {
        SocketRow row = new SocketRow(socket.fd(), socket, direction, "");
        rows.add(new SocketRow(socket.fd(), socket, direction, covered(policy, row)));
      } catch (IOException closed) {
        // It was open a moment ago.
      }
    }
    return rows;
  }

  /** Whether a row is as its policy wants it, in words. */
  private static String covered(Policy policy, SocketRow row) {
    if (policy == null) {
      return "no: excluded";
    }
    String rule = policy.rule().equals(Policy.GLOBAL) ? "" : " rule=" + policy.rule();
    if (policy.mode() == Mode.REPORT) {
      return "no: mode=report" + rule;
    }
    if (row.isKeepAlive()
        && fits(policy, row.getIdle(), policy.idle())
        && fits(policy, row.getInterval(), policy.intvl())
        && fits(policy, row.getCount(), policy.cnt())) {
      return "yes" + rule;
    }
    return policy.mode() == Mode.DEFAULT
        ? "no: the application's own values" + rule
        : "no: opened before, or by native code" + rule;
  }

  private static boolean fits(Policy policy, int value, int wanted) {
    return wanted == Policy.SYSTEM
        || value == wanted
        || (policy.mode() == Mode.CAP && value < wanted);
  }

  /** In which words a counter is named. */
  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
