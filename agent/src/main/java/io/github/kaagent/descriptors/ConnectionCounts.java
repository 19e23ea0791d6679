package io.github.kaagent.descriptors;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many TCP connections the kernel has opened in this network namespace, from the line "Tcp:" of
 * /proc/self/net/snmp (RFC 4022). As long as it stays the same, no descriptor can have become that
 * of another connection.
 */
final class ConnectionCounts {
  // CurrEstab, because a server may accept later what the kernel has accepted long ago: it must
  // have closed another first if it gets the same descriptor.
  private static final String[] NAMES = {"ActiveOpens", "PassiveOpens", "CurrEstab"};

  private List<Long> last = Collections.emptyList();

  /** Whether it has changed since the last call, or can't be told. */
  boolean changed() {
    List<Long> now = new ArrayList<>();
    try {
      KernelCounters counters = KernelCounters.read("/proc/self/net/snmp");
      for (String name : NAMES) {
        now.add(counters.of("Tcp:", name));
      }
    } catch (IOException | RuntimeException ignored) {
      now.add(
          -1L); // not a Linux that tells, or an agent that denies files: all are looked at again
    }
    boolean changed = now.contains(-1L) || !now.equals(last);
    last = now;
    return changed;
  }
}
