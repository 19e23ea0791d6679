package io.github.kaagent.status;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts how long the connections would hang if their peers died now, and says what mends that. */
final class Audit {

  /** A class of hanging times, in words, and from how many seconds on; the longest first. */
  private enum Time {
    FOR_EVER("for ever", Detection.NEVER),
    TWO_HOURS("for two hours or more", 7200),
    QUARTER("for a quarter of an hour or more", 900),
    LESS("for less than a quarter of an hour", 0),
    UNKNOWN("for a time that can't be told from here", Detection.UNKNOWN);

    final String words;
    final long from;

    Time(String words, long from) {
      this.words = words;
      this.from = from;
    }

    static Time of(long seconds) {
      for (Time time : values()) {
        if (seconds >= time.from) {
          return time;
        }
      }
      return UNKNOWN;
    }
  }

  /** Numbers of connections by time and by peer, both in the order of the first connection. */
  private final Map<Time, Map<String, Integer>> counts = new LinkedHashMap<>();

  private final int connections;

  Audit(List<Connection> worstFirst) {
    connections = worstFirst.size();
    for (Connection connection : worstFirst) {
      counts
          .computeIfAbsent(Time.of(connection.detection), time -> new LinkedHashMap<>())
          .merge(connection.peer(), 1, Integer::sum);
    }
  }

  private static int sum(Map<String, Integer> peers) {
    return peers.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** A paragraph for people; {@code cure} is the command that mends it. */
  String text(Object cure, Style style) {
    StringBuilder text = new StringBuilder("if their peers died now, of ");
    text.append(connections).append(connections == 1 ? " connection" : " connections");
    text.append(" would hang:\n");
    counts.forEach(
        (time, peers) -> {
          List<String> words = new ArrayList<>();
          peers.forEach((peer, count) -> words.add(count + " " + peer));
          String line = sum(peers) + " " + time.words + ": " + String.join(", ", words);
          text.append("  ").append(time == Time.FOR_EVER ? style.bad(line) : line).append('\n');
        });
    return text + "this mends it: " + cure + "\n";
  }

  /** The same numbers for programs. */
  List<Object> asList() {
    List<Object> list = new ArrayList<>();
    counts.forEach(
        (time, peers) -> {
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("hang", time.words);
          facts.put("connections", sum(peers));
          facts.put("peers", peers);
          list.add(facts);
        });
    return list;
  }
}
