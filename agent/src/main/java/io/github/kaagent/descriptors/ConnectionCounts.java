package io.github.kaagent.descriptors;

import java.io.IOException;

/**
 * How many TCP connections the kernel has opened in this network namespace, from the line "Tcp:" of
 * /proc/self/net/snmp (RFC 4022). As long as it stays the same, no descriptor can have become that
 * of another connection.
 */
final class ConnectionCounts {
  // CurrEstab, because a server may accept later what the kernel has accepted long ago: it must
  // have closed another first if it gets the same descriptor.
  private static final String[] NAMES = {"ActiveOpens", "PassiveOpens", "CurrEstab"};

  private String last = "";

  /** Whether it has changed since the last call, or can't be told. */
  boolean changed() {
    String now = read();
    boolean changed = now.isEmpty() || !now.equals(last);
    last = now;
    return changed;
  }

  private static String read() {
    try {
      KernelCounters counters = KernelCounters.read("/proc/self/net/snmp");
      StringBuilder counts = new StringBuilder();
      for (String name : NAMES) {
        long count = counters.of("Tcp:", name);
        if (count < 0) {
          return "";
        }
        counts.append(count).append(' ');
      }
      return counts.toString();
    } catch (IOException | RuntimeException ignored) {
      return ""; // not a Linux that tells, or an agent that denies files: all are looked at again
    }
  }
}
