package io.github.kaagent.status;

import io.github.kaagent.descriptors.KernelCounters;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What keepalive did, as the kernel counts it in /proc/PID/net/netstat: for all of a network
 * namespace, which is a pod's or a machine's, and not for a JVM.
 */
public final class NamespaceCounters {

  /** With what each of them counts. */
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put("TCPKeepAlive", "probes sent");
    MEANINGS.put("TCPAbortOnTimeout", "connections dropped for silence");
    MEANINGS.put("TCPTimeouts", "retransmission timers that ran out");
  }

  private NamespaceCounters() {}

  /** The names with what they mean, for people. */
  static String meaning(String name) {
    return MEANINGS.containsKey(name) ? name + " (" + MEANINGS.get(name) + ")" : name;
  }

  /** The values of a process's namespace now, of those names that the kernel has. */
  public static Map<String, Long> now(String pid) throws IOException {
    return values(KernelCounters.read("/proc/" + pid + "/net/netstat"));
  }

  /** What was read earlier; empty if that could not be. */
  public static Map<String, Long> values(KernelCounters counters) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (String name : MEANINGS.keySet()) {
      long value = counters.of("TcpExt:", name);
      if (value >= 0) {
        values.put(name, value);
      }
    }
    return values;
  }

  /** How much each has grown. */
  public static Map<String, Long> growth(Map<String, Long> then, Map<String, Long> now) {
    Map<String, Long> growth = new LinkedHashMap<>();
    now.forEach(
        (name, value) -> {
          if (then.containsKey(name)) {
            growth.put(name, value - then.get(name));
          }
        });
    return growth;
  }

  /** A section for {@link Status}; no growth is known if that is empty. */
  public static Map<String, Object> section(
      Map<String, Long> now, Map<String, Long> growth, Instant since) {
    Map<String, Object> section = new LinkedHashMap<>();
    now.forEach(
        (name, value) -> {
          Map<String, Object> facts = new LinkedHashMap<>();
          facts.put("in_all", value);
          if (growth.containsKey(name)) {
            facts.put("since_start", growth.get(name));
          }
          section.put(name, facts);
        });
    if (!growth.isEmpty()) {
      section.put("start", since.toString());
    }
    return section;
  }
}
