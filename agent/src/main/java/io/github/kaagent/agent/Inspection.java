package io.github.kaagent.agent;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.descriptors.OpenSockets;
import io.github.kaagent.enforce.Counters;
import io.github.kaagent.enforce.Direction;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.status.NamespaceCounters;
import io.github.kaagent.status.SocketRow;
import io.github.kaagent.status.Status;
import io.github.kaagent.status.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the agent tells of itself, to {@code status} and to JMX. */
final class Inspection {

  private final KeepAlive agent;
  private final Enforcement enforcement;

  Inspection(KeepAlive agent, Enforcement enforcement) {
    this.agent = agent;
    this.enforcement = enforcement;
  }

  /** All there is. */
  Status status() {
    Status status =
        new Status()
            .with("agent", "ka-agent " + Version.text())
            .with("started", agent.started())
            .with("policy", agent.settings().announcement());
    try {
      status.withSockets(sockets());
    } catch (IOException why) {
      status.withoutSockets(why.getMessage());
    }
    return status
        .withNamespace(
            NamespaceCounters.section(namespaceCounters(), namespaceGrowth(), enforcement.madeAt()))
        .with("counters", counters())
        .with("failures", failures())
        .with("settings", settingsWithOrigin())
        .with("rules", rules())
        .with("woven", agent.woven().methods())
        .with("missing", agent.woven().missing())
        .with("native", nativeState()); // Reading the sockets has opened it.
  }

  /** What the network namespace has counted in all; empty if that can't be read. */
  Map<String, Long> namespaceCounters() {
    try {
      return NamespaceCounters.now("self");
    } catch (IOException | RuntimeException ignored) {
      return new LinkedHashMap<>(); // not Linux, or another agent denies files
    }
  }

  /** The same, since the agent got its hands on the first socket. */
  Map<String, Long> namespaceGrowth() {
    return NamespaceCounters.growth(enforcement.namespaceCountersThen(), namespaceCounters());
  }

  String started() {
    return agent.started();
  }

  private Map<String, Object> settingsWithOrigin() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Setting setting : agent.settings().asWritten()) {
      Map<String, Object> valueAndOrigin = new LinkedHashMap<>();
      valueAndOrigin.put("value", setting.value());
      valueAndOrigin.put("from", setting.origin());
      all.put(setting.key(), valueAndOrigin);
    }
    return all;
  }

  /** Every argument with its value. */
  Map<String, String> settings() {
    Map<String, String> all = new LinkedHashMap<>();
    for (Setting setting : agent.settings().asWritten()) {
      all.put(setting.key(), setting.value());
    }
    return all;
  }

  private Map<String, Object> rules() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Rule rule : agent.settings().rules()) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("to", rule.to());
      facts.put("mode", OpenNow.name(rule.policy().mode()));
      facts.put("idle", orWord(rule.policy().idle(), "system"));
      facts.put("intvl", orWord(rule.policy().intvl(), "system"));
      facts.put("cnt", orWord(rule.policy().cnt(), "system"));
      facts.put("user_timeout", orWord(rule.policy().userTimeout(), "off"));
      facts.put("from", rule.origin());
      all.put(rule.policy().rule(), facts);
    }
    return all;
  }

  /** A value as one would write it: 0, in a Policy, stands for the word. */
  private static Object orWord(int value, String word) {
    return value == 0 ? word : (Object) value;
  }

  /**
   * The sums by outcome, {@code applied}, and what they are the sums of, {@code applied.in.socket}.
   */
  Map<String, Long> counters() {
    Counters counters = enforcement.enforcer().counters();
    Map<String, Long> all = new LinkedHashMap<>();
    Map<String, Long> parts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      all.put(OpenNow.name(outcome), counters.of(outcome));
      for (Direction direction : Direction.values()) {
        for (Kind kind : Kind.values()) {
          long count = counters.of(outcome, direction, kind);
          if (count != 0) {
            parts.put(
                OpenNow.name(outcome) + "." + OpenNow.name(direction) + "." + OpenNow.name(kind),
                count);
          }
        }
      }
    }
    all.putAll(parts);
    return all;
  }

  long count(Outcome outcome) {
    return enforcement.enforcer().counters().of(outcome);
  }

  Map<String, Long> failures() {
    return enforcement.failures().byKind();
  }

  List<String> wovenMethods() {
    return agent.woven().methods();
  }

  /** How many connections have probes without an answer; -1 if they can't be listed. */
  int unanswered() {
    try {
      return new OpenSockets(enforcement.kernel()).unanswered();
    } catch (IOException ignored) {
      return -1; // not Linux, or another agent denies files
    }
  }

  List<SocketRow> sockets() throws IOException {
    return enforcement.openNow().rows();
  }

  private String nativeState() {
    String way = enforcement.kernel().inWords();
    return way == null ? "not needed so far" : way;
  }
}
