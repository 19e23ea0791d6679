package io.github.kaagent.status;

import io.github.kaagent.descriptors.ProcSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code status} tells of a JVM: named facts, in sections, and its sockets. For people it is
 * text, for programs JSON, from the same facts.
 */
public final class Status {

  private static final String ROW = "%6s %-28s %-28s %-3s %-9s %5s %5s %4s %12s  %s%n";

  private final Map<String, Object> sections = new LinkedHashMap<>();
  private List<SocketRow> sockets = Collections.emptyList();
  private String socketsUnknown;
  private List<ProcSocket> procSockets;

  /** A section: a text, a list of texts, or names with their values. */
  public Status with(String section, Object facts) {
    sections.put(section, facts);
    return this;
  }

  /** The section of the sockets. */
  public Status withSockets(List<SocketRow> rows) {
    sockets = rows;
    return this;
  }

  /** In its place, where the sockets can't be read. */
  public Status withoutSockets(String why) {
    socketsUnknown = why;
    return this;
  }

  /**
   * In its place, where only /proc shows them.
   *
   * @param why no more can be seen
   */
  public Status withSocketsOfProc(List<ProcSocket> sockets, String why) {
    procSockets = sockets;
    socketsUnknown = why;
    return this;
  }

  /** JSON in one line. */
  public String toJson() {
    Map<String, Object> all = new LinkedHashMap<>(sections);
    if (procSockets != null) {
      all.put("sockets", ProcTable.asMaps(procSockets));
      all.put("sockets_incomplete", socketsUnknown);
    } else if (socketsUnknown != null) {
      all.put("sockets", null);
      all.put("sockets_unknown", socketsUnknown);
    } else {
      List<Object> rows = new ArrayList<>();
      for (SocketRow row : sockets) {
        rows.add(row.asMap());
      }
      all.put("sockets", rows);
    }
    return Json.of(all);
  }

  /** Lines for people. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    sections.forEach((name, facts) -> append(text, name, facts));
    if (procSockets != null) {
      text.append(ProcTable.text(procSockets, socketsUnknown));
    } else if (socketsUnknown != null) {
      text.append("TCP connections: unknown: ").append(socketsUnknown).append('\n');
    } else {
      appendSockets(text);
    }
    return text.toString().trim();
  }

  private static void append(StringBuilder text, String name, Object facts) {
    if (facts instanceof Map) {
      text.append(name).append(((Map<?, ?>) facts).isEmpty() ? ": none\n" : ":\n");
      ((Map<?, ?>) facts)
          .forEach((key, value) -> text.append(String.format("  %-28s %s%n", key, words(value))));
    } else if (facts instanceof List) {
      text.append(name).append(((List<?>) facts).isEmpty() ? ": none\n" : ":\n");
      ((List<?>) facts).forEach(fact -> text.append("  ").append(words(fact)).append('\n'));
    } else {
      text.append(name).append(": ").append(facts).append('\n');
    }
  }

  private static String words(Object value) {
    if (!(value instanceof Map)) {
      return String.valueOf(value);
    }
    StringBuilder words = new StringBuilder();
    ((Map<?, ?>) value)
        .forEach(
            (key, part) ->
                words
                    .append(words.length() == 0 ? "" : " ")
                    .append(key.equals("value") ? "" : key + "=")
                    .append(part));
    return words.toString();
  }

  private void appendSockets(StringBuilder text) {
    text.append("TCP connections: ").append(sockets.size()).append('\n');
    if (!sockets.isEmpty()) {
      text.append(
          String.format(
              ROW,
              "fd",
              "local",
              "remote",
              "dir",
              "keepalive",
              "idle",
              "intvl",
              "cnt",
              "user_timeout",
              "covered"));
    }
    for (SocketRow row : sockets) {
      text.append(
          String.format(
              ROW,
              row.getDescriptor(),
              row.getLocal(),
              row.getRemote(),
              row.getDirection(),
              row.isKeepAlive() ? "on" : "off",
              row.getIdle(),
              row.getInterval(),
              row.getCount(),
              row.getUserTimeout() == 0 ? "-" : row.getUserTimeout(),
              row.getCovered()));
    }
  }
}
