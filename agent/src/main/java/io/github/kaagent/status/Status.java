package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code status} tells of a JVM: named facts, in sections, and its connections. For people it
 * is text, for programs JSON, from the same facts.
 */
public final class Status {

  private static final String SOCKETS = "sockets";
  private static final String UNKNOWN = "sockets_unknown";
  private static final String INCOMPLETE = "sockets_incomplete";
  private static final String NAMESPACE = "network_namespace";
  private static final String AUDIT = "audit";

  private final Map<String, Object> facts;

  // What people see of SOCKETS and of AUDIT.
  private List<Connection> connections = Collections.emptyList();
  private int shown = Integer.MAX_VALUE;
  private Audit audit;
  private String cure;

  /** Nothing so far. */
  public Status() {
    this(new LinkedHashMap<>());
  }

  private Status(Map<String, Object> facts) {
    this.facts = facts;
  }

  /** What an agent has told by {@link #toJson}; IllegalArgumentException if it is no such. */
  @SuppressWarnings("unchecked") // what JsonReader makes of objects
  public static Status parse(String json) {
    Object read = JsonReader.read(json);
    if (!(read instanceof Map)) {
      throw new IllegalArgumentException("no status");
    }
    Status status = new Status((Map<String, Object>) read);
    if (status.facts.get(SOCKETS) instanceof List) {
      status.connections =
          ((List<Map<String, Object>>) status.facts.get(SOCKETS))
              .stream().map(Connection::of).collect(Collectors.toList());
    }
    return status;
  }

  /** A section: a text, a list of texts, or names with their values. */
  public Status with(String section, Object value) {
    facts.put(section, value);
    return this;
  }

  /** The section of what the network namespace counts. */
  public Status withNamespace(Map<String, Object> section) {
    return with(NAMESPACE, section);
  }

  /** The section of the sockets. */
  public Status withSockets(List<SocketRow> rows) {
    return withConnections(rows.stream().map(Connection::of).collect(Collectors.toList()), null);
  }

  /** The same, the worst first, and why more can't be told; null if all is. */
  public Status withConnections(List<Connection> rows, String incomplete) {
    connections = new ArrayList<>(rows);
    connections.sort(Connection.WORST_FIRST);
    facts.put(SOCKETS, connections.stream().map(Connection::facts).collect(Collectors.toList()));
    return incomplete == null ? this : with(INCOMPLETE, incomplete);
  }

  /** In its place, where the sockets can't be read. */
  public Status withoutSockets(String why) {
    facts.put(SOCKETS, null);
    return with(UNKNOWN, why);
  }

  /** What would hang for how long, and what mends it. */
  public Status withAudit(String attach) {
    audit = new Audit(connections);
    cure = attach;
    facts.put(AUDIT, audit.asList());
    return with("cure", cure);
  }

  /** Only so many connections, the worst. */
  public Status worst(int most) {
    shown = Math.min(most, connections.size());
    if (facts.get(SOCKETS) instanceof List) {
      facts.put(SOCKETS, ((List<?>) facts.get(SOCKETS)).subList(0, shown));
    }
    return this;
  }

  /** What is known of the connections. */
  public List<Connection> connections() {
    return Collections.unmodifiableList(connections);
  }

  /** Whether the connections are known at all. */
  boolean knowsConnections() {
    return facts.get(SOCKETS) != null;
  }

  Object fact(String name) {
    return facts.get(name);
  }

  /** JSON in one line. */
  public String toJson() {
    return Json.of(facts);
  }

  /** Lines for people. */
  public String toText(Style style) {
    StringBuilder text = new StringBuilder();
    facts.forEach((name, value) -> append(text, name, value, style));
    return text.toString().trim();
  }

  private void append(StringBuilder text, String name, Object value, Style style) {
    switch (name) {
      case SOCKETS:
        appendConnections(text, style);
        break;
      case AUDIT:
        text.append('\n').append(audit.text(cure, style));
        break;
      case NAMESPACE:
        append(text, "network namespace, of the pod or machine and not of this JVM", value);
        break;
      case "cure":
      case UNKNOWN:
      case INCOMPLETE:
        break; // said with the others
      default:
        append(text, name, value);
    }
  }

  private static void append(StringBuilder text, String name, Object value) {
    text.append(name);
    if (value instanceof Map) {
      text.append(((Map<?, ?>) value).isEmpty() ? ": none\n" : ":\n");
      int width = 28;
      for (Object key : ((Map<?, ?>) value).keySet()) {
        width = Math.max(width, NamespaceCounters.meaning(key.toString()).length());
      }
      String row = "  %-" + width + "s %s%n";
      ((Map<?, ?>) value)
          .forEach(
              (key, part) ->
                  text.append(
                      String.format(row, NamespaceCounters.meaning(key.toString()), words(part))));
    } else if (value instanceof List) {
      text.append(((List<?>) value).isEmpty() ? ": none\n" : ":\n");
      ((List<?>) value).forEach(fact -> text.append("  ").append(words(fact)).append('\n'));
    } else {
      text.append(": ").append(value).append('\n');
    }
  }

  private static String words(Object value) {
    if (!(value instanceof Map)) {
      return String.valueOf(value);
    }
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .map(
                part ->
                    (part.getKey().equals("value") ? "" : part.getKey() + "=") + part.getValue())
            .collect(Collectors.joining(" "));
  }

  private void appendConnections(StringBuilder text, Style style) {
    if (!knowsConnections()) {
      text.append("TCP connections: unknown: ").append(facts.get(UNKNOWN)).append('\n');
      return;
    }
    int rows = Math.min(shown, connections.size());
    text.append("TCP connections: ").append(connections.size());
    text.append(rows < connections.size() ? ", of which the worst " + rows : "");
    text.append(
        facts.containsKey(INCOMPLETE) ? ", as far as is known: " + facts.get(INCOMPLETE) : "");
    text.append('\n');
    if (rows > 0) {
      text.append(ConnectionTable.of(connections.subList(0, rows), style));
    }
    text.append('\n');
  }
}
