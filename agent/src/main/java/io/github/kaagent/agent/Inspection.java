package io.github.kaagent.agent;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.descriptors.OpenSockets;
import io.github.kaagent.enforce.Counters;
import io.github.kaagent.enforce.Direction;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.status.KeepAliveMXBean;
import io.github.kaagent.status.NamespaceCounters;
import io.github.kaagent.status.SocketRow;
import io.github.kaagent.status.Status;
import io.github.kaagent.status.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the agent reports about itself: to JMX as its MBean, to {@code status} all at once. */
final class Inspection implements KeepAliveMXBean {

  private final KeepAlive agent;
  private final Enforcement enforcement;

  Inspection(KeepAlive agent, Enforcement enforcement) {
    this.agent = agent;
    this.enforcement = enforcement;
  }

  /** All that {@code status} shows. */
  Status status() {
    Status status =
        new Status()
            .with("agent", "ka-agent " + Version.text())
            .with("started", agent.started)
            .with("policy", agent.settings().announcement());
    try {
      status.withSockets(enforcement.openConnections().rows());
    } catch (IOException why) {
      status.withoutSockets(why.getMessage());
    }
    Map<String, Long> now = getNamespaceCounters();
    return status
        .withNamespace(NamespaceCounters.section(now, sinceStart(now), enforcement.madeAt()))
        .with("counters", getCounters())
        .with("failures", getFailures())
        .with("settings", settingsWithOrigin())
        .with("rules", rules())
        .with("woven", getWovenMethods())
        .with("missing", agent.woven.missing())
        .with("native", enforcement.kernel.inWords()); // last: the sockets are read with them
  }

  private Map<String, Object> settingsWithOrigin() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, Setting> setting : agent.settings().asWritten.entrySet()) {
      Map<String, Object> valueAndOrigin = new LinkedHashMap<>();
      valueAndOrigin.put("value", setting.getValue().value);
      valueAndOrigin.put("from", setting.getValue().origin);
      all.put(setting.getKey(), valueAndOrigin);
    }
    return all;
  }

  private Map<String, Object> rules() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Rule rule : agent.settings().rules) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("to", rule.to.value);
      facts.put("mode", rule.policy.mode.toString());
      facts.put("idle", orWord(rule.policy.idle, "system"));
      facts.put("intvl", orWord(rule.policy.intvl, "system"));
      facts.put("cnt", orWord(rule.policy.cnt, "system"));
      facts.put("user_timeout", orWord(rule.policy.userTimeout, "off"));
      facts.put("from", rule.to.origin);
      all.put(rule.policy.rule, facts);
    }
    return all;
  }

  /** A policy's value as it is written in the arguments, where a word stands for 0. */
  private static Object orWord(int value, String word) {
    return value == 0 ? word : (Object) value;
  }

  @Override
  public String getVersion() {
    return Version.text();
  }

  @Override
  public String getStarted() {
    return agent.started;
  }

  @Override
  public Map<String, String> getSettings() {
    Map<String, String> all = new LinkedHashMap<>();
    agent.settings().asWritten.forEach((key, setting) -> all.put(key, setting.value));
    return all;
  }

  @Override
  public long getApplied() {
    return count(Outcome.APPLIED);
  }

  @Override
  public long getAlready() {
    return count(Outcome.ALREADY);
  }

  @Override
  public long getCapped() {
    return count(Outcome.CAPPED);
  }

  @Override
  public long getOverruled() {
    return count(Outcome.OVERRULED);
  }

  @Override
  public long getExcluded() {
    return count(Outcome.EXCLUDED);
  }

  @Override
  public long getReported() {
    return count(Outcome.REPORTED);
  }

  @Override
  public long getFailed() {
    return count(Outcome.FAILED);
  }

  private long count(Outcome outcome) {
    return enforcement.enforcer.counters.of(outcome);
  }

  @Override
  public Map<String, Long> getCounters() {
    Counters counters = enforcement.enforcer.counters;
    Map<String, Long> sums = new LinkedHashMap<>();
    Map<String, Long> parts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      String name = SocketRow.text(outcome);
      sums.put(name, counters.of(outcome));
      for (Direction direction : Direction.values()) {
        for (Kind kind : Kind.values()) {
          long count = counters.of(outcome, direction, kind);
          if (count != 0) {
            parts.put(name + "." + SocketRow.text(direction) + "." + SocketRow.text(kind), count);
          }
        }
      }
    }
    sums.putAll(parts);
    return sums;
  }

  @Override
  public Map<String, Long> getFailures() {
    return enforcement.failures.byKind();
  }

  @Override
  public Map<String, Long> getNamespaceCounters() {
    try {
      return NamespaceCounters.now("self");
    } catch (IOException | RuntimeException ignored) {
      return new LinkedHashMap<>(); // not Linux, or another agent denies files
    }
  }

  @Override
  public Map<String, Long> getNamespaceCountersSinceStart() {
    return sinceStart(getNamespaceCounters());
  }

  private Map<String, Long> sinceStart(Map<String, Long> now) {
    return NamespaceCounters.growth(enforcement.namespaceCountersAtStart(), now);
  }

  @Override
  public int getUnanswered() {
    try {
      return new OpenSockets(enforcement.kernel).unanswered();
    } catch (IOException ignored) {
      return -1; // not Linux, or another agent denies files
    }
  }

  @Override
  public List<String> getWovenMethods() {
    return agent.woven.methods();
  }

  @Override
  public List<SocketRow> openSockets() {
    try {
      return enforcement.openConnections().rows();
    } catch (IOException why) {
      throw new IllegalStateException(why.getMessage());
    }
  }
}
