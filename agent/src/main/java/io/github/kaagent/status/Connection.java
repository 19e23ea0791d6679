package io.github.kaagent.status;

import io.github.kaagent.options.TcpLine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A connection as {@code status} shows it: the facts that are known of it, by name. Immutable. */
public final class Connection {

  /** First what would hang for ever, then by unanswered probes, hanging time and silence. */
  static final Comparator<Connection> WORST_FIRST =
      Comparator.comparing((Connection connection) -> connection.detection != Detection.NEVER)
          .thenComparing(connection -> -connection.number("unanswered", 0))
          .thenComparing(connection -> -connection.detection)
          .thenComparing(connection -> -connection.number("silent_s", 0));

  final Map<String, Object> facts;

  /** Seconds until the kernel would notice a dead peer; see {@link Detection}. */
  final long detection;

  private Connection(Map<String, Object> facts, long detection) {
    this.facts = Collections.unmodifiableMap(facts);
    this.detection = detection;
  }

  /** A connection reported by the agent, or read from a duplicated descriptor. */
  static Connection of(Map<String, Object> facts) {
    return new Connection(facts, Detection.UNKNOWN);
  }

  /** A connection whose options have been read. */
  public static Connection of(SocketRow row) {
    return of(row.facts);
  }

  /** A connection seen only in /proc, which does not show the options' values: they are null. */
  public static Connection of(int descriptor, TcpLine line, String direction, String covered)
      throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fd", (long) descriptor);
    facts.put("local", SocketRow.text(line.local()));
    facts.put("remote", SocketRow.text(line.remote()));
    facts.put("direction", direction);
    facts.put("keepalive", line.isKeepAlive);
    Arrays.asList("idle", "intvl", "cnt", "user_timeout").forEach(name -> facts.put(name, null));
    facts.put("covered", covered);
    return of(facts);
  }

  /** A copy with the kernel's timer and the milliseconds of silence; null, or -1, if unknown. */
  public Connection seen(TcpLine line, long silent) {
    Map<String, Object> all = new LinkedHashMap<>(facts);
    all.put("state", line == null ? null : line.state);
    all.put("timer", line == null ? null : line.timer);
    all.put("timer_s", line == null || line.timer == null ? null : line.timerMillis / 1000);
    all.put("unanswered", line == null ? null : (long) line.unanswered);
    all.put("silent_s", silent < 0 ? null : silent / 1000);
    long when = detection(line, silent);
    all.put("noticed_in_s", when == Detection.NEVER || when == Detection.UNKNOWN ? null : when);
    all.put("never_noticed", when == Detection.UNKNOWN ? null : when == Detection.NEVER);
    return new Connection(all, when);
  }

  /** A copy that adds the facts, and the detection, read from a duplicate of its descriptor. */
  public Connection withSeenBy(Connection duplicate) {
    Map<String, Object> all = new LinkedHashMap<>(duplicate.facts);
    all.putAll(facts);
    return new Connection(all, duplicate.detection);
  }

  private long detection(TcpLine line, long silent) {
    if (Boolean.FALSE.equals(facts.get("keepalive")) && (line == null || line.timer == null)) {
      return Detection.NEVER;
    }
    if (line == null || facts.get("keepalive") == null || facts.get("idle") == null) {
      return Detection.UNKNOWN;
    }
    long[] values = {
      Boolean.TRUE.equals(facts.get("keepalive")) ? 1 : 0,
      number("idle", 0),
      number("intvl", 0),
      number("cnt", 0),
      number("user_timeout", 0)
    };
    return Detection.seconds(values, line.timer, line.timerMillis, line.unanswered, silent);
  }

  /** The descriptor's number. */
  public int descriptor() {
    return (int) number("fd", -1);
  }

  long number(String name, long defaultValue) {
    Object value = facts.get(name);
    return value instanceof Number ? ((Number) value).longValue() : defaultValue;
  }

  /** A fact as text; null if unknown. */
  String text(String name) {
    Object value = facts.get(name);
    return value == null ? null : value.toString();
  }

  /** The other end, or for an incoming connection the local port; connections are grouped by it. */
  String peer() {
    String local = text("local");
    return "in".equals(text("direction"))
        ? "came in on port " + local.substring(local.lastIndexOf(':') + 1)
        : "to " + text("remote");
  }
}
