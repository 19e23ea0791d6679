package io.github.kaagent.status;

import io.github.kaagent.descriptors.ProcSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The section of the sockets in a status, where /proc alone shows them. */
final class ProcTable {

  private static final String ROW = "%6s %-28s %-28s %-12s %-9s %s%n";

  private ProcTable() {}

  /** Lines for people. */
  static String text(List<ProcSocket> sockets, String why) {
    StringBuilder text = new StringBuilder("TCP connections: ").append(sockets.size());
    text.append(", as /proc shows them, without the options' values: ").append(why).append('\n');
    if (!sockets.isEmpty()) {
      text.append(
          String.format(ROW, "fd", "local", "remote", "state", "keepalive", "next probe in"));
    }
    for (ProcSocket socket : sockets) {
      text.append(
          String.format(
              ROW,
              socket.descriptor(),
              SocketRow.text(socket.local()),
              SocketRow.text(socket.remote()),
              socket.state(),
              word(socket.isKeepAlive()),
              socket.nextProbe() < 0 ? "-" : socket.nextProbe() + " s"));
    }
    return text.toString();
  }

  private static String word(Boolean isKeepAlive) {
    return isKeepAlive == null ? "?" : isKeepAlive ? "on" : "off";
  }

  /** Rows for {@link Json}: the keys of a {@link SocketRow}, with null for what is not known. */
  static List<Object> asMaps(List<ProcSocket> sockets) {
    List<Object> rows = new ArrayList<>();
    for (ProcSocket socket : sockets) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("fd", socket.descriptor());
      row.put("local", SocketRow.text(socket.local()));
      row.put("remote", SocketRow.text(socket.remote()));
      row.put("state", socket.state());
      row.put("keepalive", socket.isKeepAlive());
      row.put("next_probe", socket.nextProbe() < 0 ? null : socket.nextProbe());
      for (String unknown : new String[] {"idle", "intvl", "cnt", "user_timeout"}) {
        row.put(unknown, null);
      }
      rows.add(row);
    }
    return rows;
  }
}
