package io.github.kaagent.cli;

import io.github.kaagent.descriptors.ForeignSockets;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.TcpLine;
import io.github.kaagent.options.TcpTable;
import io.github.kaagent.settings.Backend;
import io.github.kaagent.status.Connection;
import io.github.kaagent.status.SocketRow;
import io.github.kaagent.status.Status;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A JVM's connections as this command sees them: in /proc, and on duplicated descriptors. */
final class SeenFromOutside {

  private final String pid;
  private final Map<Integer, Long> inodes;
  private final TcpTable table;
  private final Map<Integer, Connection> connections = new TreeMap<>();

  private SeenFromOutside(String pid) throws IOException {
    this.pid = pid;
    inodes = ForeignSockets.inodes(pid);
    table = TcpTable.of(pid);
  }

  /** Adds the connections of a JVM without the agent; {@code covered} is the same for each. */
  static void fill(String pid, String covered, Status status) throws IOException {
    SeenFromOutside seen = new SeenFromOutside(pid);
    String incomplete = null;
    try {
      seen.duplicate(covered);
    } catch (IOException why) {
      seen.readTable(covered);
      incomplete = "as /proc shows them, without the options' values: " + why.getMessage();
    }
    status.withConnections(new ArrayList<>(seen.connections.values()), incomplete);
  }

  /** Adds timers and silence to the connections that the agent reported, as far as may be. */
  static void addTo(Status status, String pid) {
    SeenFromOutside seen = null;
    String incomplete = null;
    try {
      seen = new SeenFromOutside(pid);
      seen.duplicate("");
    } catch (IOException why) {
      String what = seen == null ? "without timers: " : "without their silence: ";
      incomplete = what + why.getMessage();
    }
    List<Connection> rows = new ArrayList<>();
    for (Connection reported : status.connections()) {
      Connection visible = seen == null ? null : seen.connections.get(reported.descriptor());
      TcpLine line = seen == null ? null : seen.line(reported.descriptor());
      rows.add(visible == null ? reported.seen(line, -1) : reported.withSeenBy(visible));
    }
    status.withConnections(rows, incomplete);
  }

  private TcpLine line(int descriptor) {
    Long inode = inodes.get(descriptor);
    return inode == null ? null : table.line(inode);
  }

  /** A guess: another process in the same network namespace may be the one that listens. */
  private String direction(int port) {
    return table.isListenedOn(port) ? "in" : "out";
  }

  private void readTable(String covered) throws IOException {
    connections.clear();
    for (int descriptor : inodes.keySet()) {
      TcpLine line = line(descriptor);
      if (line != null && !line.isListening) {
        String direction = direction(line.localPort);
        connections.put(
            descriptor, Connection.of(descriptor, line, direction, covered).seen(line, -1));
      }
    }
  }

  private void duplicate(String covered) throws IOException {
    ForeignSockets sockets = new ForeignSockets(new Kernel(Backend.AUTO, null));
    sockets.visit(
        pid,
        inodes.keySet(),
        table,
        (descriptor, socket, silentMillis) -> {
          String direction = direction(socket.local.getPort());
          try {
            SocketRow row = new SocketRow(descriptor, socket, direction, covered);
            connections.put(descriptor, Connection.of(row).seen(line(descriptor), silentMillis));
          } catch (IOException ignored) {
            // The connection was closed a moment ago.
          }
        });
  }
}
