package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code status} shows of a JVM: sections of named facts, and its connections. Both the text
 * for people and the JSON for programs are made from these.
 */
public final class Status {

  private static final String SOCKETS = "sockets";
  private static final String UNKNOWN = "sockets_unknown";
  private static final String INCOMPLETE = "sockets_incomplete";
  private static final String NAMESPACE = "network_namespace";
  private static final String AUDIT = "audit";

  private final Map<String, Object> facts = new LinkedHashMap<>();

  // The sections SOCKETS and AUDIT, in the form from which the text is made.
  private List<Connection> connections = Collections.emptyList();
  private int shown = Integer.MAX_VALUE;
  private Audit audit;

  /** Parses what an agent wrote by {@link #toJson}; IllegalArgumentException if it is not that. */
  @SuppressWarnings("unchecked") // JsonReader reads every object as such a map.
  public static Status parse(String json) {
    Object read = JsonReader.read(json);
    if (!(read instanceof Map)) {
      throw new IllegalArgumentException("no status");
    }
    Status status = new Status();
    status.facts.putAll((Map<String, Object>) read);
    List<Map<String, Object>> sockets = (List<Map<String, Object>>) status.facts.get(SOCKETS);
    if (sockets != null) {
      status.connections = sockets.stream().map(Connection::of).collect(Collectors.toList());
    }
    return status;
  }

  /** Adds a section: a text, a list of texts, or names with their values. */
  public Status with(String section, Object value) {
    facts.put(section, value);
    return this;
  }

  /** Adds all sections of another status. */
  public Status withAll(Status other) {
    facts.putAll(other.facts);
    connections = other.connections;
    return this;
  }

  /** The agent in that JVM: {@code ka-agent 1.0.0}, {@code none}, or why that isn't known. */
  public String agent() {
    return String.valueOf(facts.get("agent"));
  }

  /** Adds the section with the network namespace's counters. */
  public Status withNamespace(Map<String, Object> section) {
    return with(NAMESPACE, section);
  }

  /** Adds the section with the connections. */
  public Status withSockets(List<SocketRow> rows) {
    return withConnections(rows.stream().map(Connection::of).collect(Collectors.toList()), null);
  }

  /** Adds the connections, the worst first, and why they are incomplete; null if they aren't. */
  public Status withConnections(List<Connection> rows, String incomplete) {
    connections = new ArrayList<>(rows);
    connections.sort(Connection.WORST_FIRST);
    facts.put(SOCKETS, connections.stream().map(row -> row.facts).collect(Collectors.toList()));
    return incomplete == null ? this : with(INCOMPLETE, incomplete);
  }

  /** Adds, instead of the connections, why they can't be read. */
  public Status withoutSockets(String why) {
    facts.put(SOCKETS, null);
    return with(UNKNOWN, why);
  }

  /** Adds what would hang for how long, and the command that mends it. */
  public Status withAudit(String attach) {
    audit = new Audit(connections);
    facts.put(AUDIT, audit.asList());
    return with("cure", attach);
  }

  /** Shows no more than this many connections, the worst. */
  public Status worst(int most) {
    shown = Math.min(most, connections.size());
    facts.computeIfPresent(SOCKETS, (name, rows) -> ((List<?>) rows).subList(0, shown));
    return this;
  }

  /** The connections, as far as they are known. */
  public List<Connection> connections() {
    return Collections.unmodifiableList(connections);
  }

  /** Whether the connections are known at all. */
  boolean knowsConnections() {
    return facts.get(SOCKETS) != null;
  }

  /** JSON in one line. */
  public String toJson() {
    return Json.of(facts);
  }

  /** Lines for people. */
  public String toText(Style style) {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> text.append(section(name, value, style)));
    return text.toString().trim();
  }

  private String section(String name, Object value, Style style) {
    switch (name) {
      case SOCKETS:
        return connections(style);
      case AUDIT:
        return "\n" + audit.text(facts.get("cure"), style);
      case NAMESPACE:
        return section("network namespace, of the pod or machine and not of this JVM", value);
      case "cure":
      case UNKNOWN:
      case INCOMPLETE:
        return ""; // printed as a part of the others
      default:
        return section(name.equals("main_class") ? "main class" : name, value);
    }
  }

  private static String section(String name, Object value) {
    List<String> lines = new ArrayList<>();
    if (value instanceof Map) {
      Map<?, ?> parts = (Map<?, ?>) value;
      int width = 28;
      for (Object key : parts.keySet()) {
        width = Math.max(width, NamespaceCounters.meaning(key.toString()).length());
      }
      String row = "%-" + width + "s %s";
      parts.forEach(
          (key, part) ->
              lines.add(
                  String.format(row, NamespaceCounters.meaning(key.toString()), words(part))));
    } else if (value instanceof List) {
      ((List<?>) value).forEach(fact -> lines.add(words(fact)));
    } else {
      return name + ": " + value + "\n";
    }
    return name + (lines.isEmpty() ? ": none" : ":\n  " + String.join("\n  ", lines)) + "\n";
  }

  private static String words(Object value) {
    if (!(value instanceof Map)) {
      return String.valueOf(value);
    }
    List<String> words = new ArrayList<>();
    ((Map<?, ?>) value)
        .forEach((name, part) -> words.add((name.equals("value") ? "" : name + "=") + part));
    return String.join(" ", words);
  }

  private String connections(Style style) {
    if (!knowsConnections()) {
      return "TCP connections: unknown: " + facts.get(UNKNOWN) + "\n";
    }
    int all = connections.size();
    int rows = Math.min(shown, all);
    String worst = rows < all ? ", of which the worst " + rows : "";
    Object why = facts.get(INCOMPLETE);
    String known = why == null ? "" : ", as far as is known: " + why;
    String table = rows == 0 ? "" : ConnectionTable.of(connections.subList(0, rows), style);
    return "TCP connections: " + all + worst + known + "\n" + table + "\n";
  }
}
