package io.github.kaagent.cli.probe;

import io.github.kaagent.status.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was found, for people and for programs. */
final class Report {

  private final String target;
  private final Direction there;
  private final Direction back;

  /** The way back is null if it was not measured. */
  Report(String target, Direction there, Direction back) {
    this.target = target;
    this.there = there;
    this.back = back;
  }

  /** One connection's end. */
  static String row(Ended ended) {
    return String.format("%7d s  %s", ended.idle, words(ended));
  }

  private static String words(Ended ended) {
    String after = " after " + Verdict.seconds(ended.afterMillis) + " s";
    switch (ended.fate) {
      case ANSWERED:
        return "answered";
      case SILENT:
        return "no answer to " + KeepaliveOptions.PROBES + " probes";
      case RESET:
        return ended.isUnasked() ? "reset, unasked," + after : "reset";
      case CLOSED:
        return "closed by the other end" + after;
      case REFUSED:
        return "closed by the other end at once";
      case UNCONNECTED:
        return ended.why == null ? "not connected" : "not connected: " + ended.why;
      case TALKED:
        return "the other end kept sending";
      default:
        return "unknown";
    }
  }

  /** For people, with the addresses of both ends. */
  List<String> lines(String from, String to) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    Verdict verdict = there.verdict();
    if (back != null) {
      lines.add("when this end is the first to speak again:");
    }
    lines.addAll(verdict.lines());
    if (back != null) {
      lines.add("when the other end is:");
      lines.addAll(back.verdict().lines());
    } else if (verdict.kind == Fate.ANSWERED) {
      lines.add("A Linux router may have forgotten and taken it up again at a packet from here");
      lines.add(
          "(conntrack's tcp_loose); \"probe --listen PORT\" on that machine shows whether it");
      lines.add("would have come through from there.");
    }
    lines.add("measured from " + from + " to " + to + "; if that is a proxy or a load balancer,");
    lines.add("what is behind it was not");
    Recommendation recommended = recommended();
    if (recommended != null) {
      lines.add("arguments: " + recommended.arguments());
      lines.add("  they notice a dead peer after " + recommended.sum() + " s");
    }
    return lines;
  }

  /** For programs: one object. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    Recommendation recommended = recommended();
    all.put("target", target);
    putVerdict(all, there.verdict());
    all.put("arguments", recommended == null ? null : recommended.arguments());
    all.put("connections", connections(there));
    if (back != null) {
      Map<String, Object> other = new LinkedHashMap<>();
      putVerdict(other, back.verdict());
      other.put("connections", connections(back));
      all.put("other_direction", other);
    }
    return Json.of(all);
  }

  private static void putVerdict(Map<String, Object> object, Verdict verdict) {
    object.put("verdict", verdict.word());
    object.put("lived_s", verdict.lived == 0 ? null : verdict.lived);
    object.put("died_s", verdict.diedMillis == 0 ? null : seconds(verdict.diedMillis));
  }

  private static List<Map<String, Object>> connections(Direction direction) {
    List<Map<String, Object>> connections = new ArrayList<>();
    for (Ended ended : direction.connections()) {
      Map<String, Object> connection = new LinkedHashMap<>();
      connection.put("idle_s", ended.idle);
      connection.put("end", ended.fate.word());
      connection.put("after_s", seconds(ended.afterMillis));
      connections.add(connection);
    }
    return connections;
  }

  private static Number seconds(long millis) {
    return new BigDecimal(Verdict.seconds(millis));
  }

  /** Keepalive of this end's, which serves both directions; null where it wouldn't help. */
  private Recommendation recommended() {
    Verdict verdict = there.verdict();
    if (verdict.kind == null || verdict.kind == Fate.CLOSED) {
      return null;
    }
    int lived = verdict.lived;
    if (back != null && back.verdict().isForgotten()) {
      lived = Math.min(lived, back.verdict().lived);
    }
    return Recommendation.of(lived);
  }
}
