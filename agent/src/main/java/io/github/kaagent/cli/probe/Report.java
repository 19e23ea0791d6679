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
  private final ProbeSeries forward;
  private final ProbeSeries backward;
  private final Recommendation recommended;

  /** {@code backward} is null if the other direction was not measured. */
  Report(String target, ProbeSeries forward, ProbeSeries backward) {
    this.target = target;
    this.forward = forward;
    this.backward = backward;
    this.recommended = recommended(forward.verdict(), backward == null ? null : backward.verdict());
  }

  /** The keepalive for this end, which serves both directions; null if it would not help. */
  private static Recommendation recommended(Verdict forward, Verdict backward) {
    boolean isShorter =
        backward != null && backward.isForgotten() && backward.lived < forward.lived;
    int lived = isShorter ? backward.lived : forward.lived;
    boolean helps = forward.kind != null && forward.kind != Fate.CLOSED && lived > 0;
    return helps ? new Recommendation(lived) : null;
  }

  /** For people, with the addresses of both ends. */
  String text(String from, String to) {
    String text = forward.verdict().text();
    if (backward != null) {
      text = "when this end is the first to speak again:\n" + text;
      text += "when the other end is:\n" + backward.verdict().text();
    } else if (forward.verdict().kind == Fate.ANSWERED) {
      text +=
          "A Linux router may have forgotten and taken it up again at a packet from here\n"
              + "(conntrack's tcp_loose); \"probe --listen PORT\" on that machine shows whether"
              + " it\n"
              + "would have come through from there.\n";
    }
    text += "measured from " + from + " to " + to + "; if that is a proxy or a load balancer,\n";
    text += "what is behind it was not\n";
    if (recommended != null) {
      text += "arguments: " + recommended.arguments + "\n";
      text += "  they notice a dead peer after " + recommended.sum + " s\n";
    }
    return "\n" + text;
  }

  /** For programs: one object. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("target", target);
    putVerdict(all, forward.verdict());
    all.put("arguments", recommended == null ? null : recommended.arguments);
    all.put("connections", connections(forward));
    if (backward != null) {
      Map<String, Object> other = new LinkedHashMap<>();
      putVerdict(other, backward.verdict());
      other.put("connections", connections(backward));
      all.put("other_direction", other);
    }
    return Json.of(all);
  }

  private static void putVerdict(Map<String, Object> object, Verdict verdict) {
    object.put("verdict", verdict.word());
    object.put("lived_s", verdict.lived == 0 ? null : verdict.lived);
    object.put("died_s", verdict.diedMillis == 0 ? null : seconds(verdict.diedMillis));
  }

  private static List<Map<String, Object>> connections(ProbeSeries direction) {
    List<Map<String, Object>> connections = new ArrayList<>();
    for (ProbeResult ended : direction.connections()) {
      Map<String, Object> connection = new LinkedHashMap<>();
      connection.put("idle_s", ended.idle);
      connection.put("end", ended.fate.word);
      connection.put("after_s", seconds(ended.afterMillis));
      connections.add(connection);
    }
    return connections;
  }

  private static Number seconds(long millis) {
    return new BigDecimal(ProbeResult.seconds(millis));
  }
}
