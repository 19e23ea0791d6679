package io.github.kaagent.status;

import io.github.kaagent.descriptors.KernelCounters;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The kernel's counters of what keepalive did, from /proc/PID/net/netstat. They count for a whole
 * network namespace, which is a pod's or a machine's, and not for a single JVM.
 */
public final class NamespaceCounters {

  /** The counters' names, with what they count. */
  private static final Map<String, String> MEANINGS = new LinkedHashMap<>();

  static {
    MEANINGS.put("TCPKeepAlive", "probes sent");
    MEANINGS.put("TCPAbortOnTimeout", "connections dropped for silence");
    MEANINGS.put("TCPTimeouts", "retransmission timers that ran out");
  }

  private NamespaceCounters() {}

  /** A counter's name with its meaning, for people; any other name as it is. */
  static String meaning(String name) {
    return MEANINGS.containsKey(name) ? name + " (" + MEANINGS.get(name) + ")" : name;
  }

  /** The current values in a process's namespace; counters that the kernel lacks are left out. */
  public static Map<String, Long> now(String pid) throws IOException {
    return values(KernelCounters.read("/proc/" + pid + "/net/netstat"));
  }

  /** The values in a file that was read earlier; empty if it could not be read. */
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

  /** How much each counter has grown; those that {@code then} lacks are left out. */
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

  /** The section for {@link Status}; {@code growth} is empty if it isn't known. */
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
