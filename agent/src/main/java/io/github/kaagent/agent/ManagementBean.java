package io.github.kaagent.agent;

import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.status.KeepAliveMXBean;
import io.github.kaagent.status.SocketRow;
import io.github.kaagent.status.Version;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The agent's MBean. */
final class ManagementBean implements KeepAliveMXBean {

  private final Inspection inspection;

  ManagementBean(Inspection inspection) {
    this.inspection = inspection;
  }

  @Override
  public String getVersion() {
    return Version.text();
  }

  @Override
  public String getStarted() {
    return inspection.started();
  }

  @Override
  public Map<String, String> getSettings() {
    return inspection.settings();
  }

  @Override
  public long getApplied() {
    return inspection.count(Outcome.APPLIED);
  }

  @Override
  public long getAlready() {
    return inspection.count(Outcome.ALREADY);
  }

  @Override
  public long getCapped() {
    return inspection.count(Outcome.CAPPED);
  }

  @Override
  public long getOverruled() {
    return inspection.count(Outcome.OVERRULED);
  }

  @Override
  public long getExcluded() {
    return inspection.count(Outcome.EXCLUDED);
  }

  @Override
  public long getReported() {
    return inspection.count(Outcome.REPORTED);
  }

  @Override
  public long getFailed() {
    return inspection.count(Outcome.FAILED);
  }

  @Override
  public Map<String, Long> getCounters() {
    return inspection.counters();
  }

  @Override
  public Map<String, Long> getFailures() {
    return inspection.failures();
  }

  @Override
  public Map<String, Long> getNamespaceCounters() {
    return inspection.namespaceCounters();
  }

  @Override
  public Map<String, Long> getNamespaceCountersSinceStart() {
    return inspection.namespaceGrowth();
  }

  @Override
  public int getUnanswered() {
    return inspection.unanswered();
  }

  @Override
  public List<String> getWovenMethods() {
    return inspection.wovenMethods();
  }

  @Override
  public List<SocketRow> openSockets() {
    try {
      return inspection.sockets();
    } catch (IOException why) {
      throw new IllegalStateException(why.getMessage());
    }
  }
}
