package io.github.kaagent.descriptors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Counts of the TCP connections in this network namespace, from the line "Tcp:" of
 * /proc/self/net/snmp (RFC 4022). As long as they stay the same, no descriptor's number can have
 * passed to another connection.
 */
final class ConnectionCounts {
  // CurrEstab, because a server may call accept long after the handshake: if that reuses the number
  // of another connection's descriptor, that connection was closed before.
  private static final String[] NAMES = {"ActiveOpens", "PassiveOpens", "CurrEstab"};

  private List<Long> last = Collections.emptyList();

  /** Whether they have changed since the last call, or can't be read. */
  boolean changed() {
    List<Long> now = new ArrayList<>();
    try {
      KernelCounters counters = KernelCounters.read("/proc/self/net/snmp");
      for (String name : NAMES) {
        now.add(counters.of("Tcp:", name));
      }
    } catch (IOException | RuntimeException ignored) {
      now.add(-1L); // not Linux, or another agent denies files: counts as changed
    }
    boolean changed = now.contains(-1L) || !now.equals(last);
    last = now;
    return changed;
  }
}
