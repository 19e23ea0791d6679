package io.github.kaagent.descriptors;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * How many TCP connections the kernel has opened in this network namespace, from the line "Tcp:" of
 * /proc/self/net/snmp (RFC 4022). As long as it stays the same, no descriptor can have become that
 * of another connection.
 */
final class ConnectionCounts {
  // Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens AttemptFails EstabResets
  // CurrEstab ... CurrEstab, because a server may accept later what the kernel has accepted long
  // ago: it must have closed another first if it gets the same descriptor.
  private static final int[] COLUMNS = {5, 6, 9};

  private final byte[] buffer = new byte[8192];
  private String last = "";

  /** Whether it has changed since the last call, or can't be told. */
  boolean changed() {
    String now = read();
    boolean changed = now.isEmpty() || !now.equals(last);
    last = now;
    return changed;
  }

  private String read() {
    try (FileInputStream file = new FileInputStream("/proc/self/net/snmp")) {
      int length = file.read(buffer);
      String text = new String(buffer, 0, Math.max(0, length), StandardCharsets.US_ASCII);
      int names = text.indexOf("\nTcp: ");
      int values = text.indexOf("\nTcp: ", names + 1);
      int end = text.indexOf('\n', values + 1);
      if (names < 0 || values < 0 || end < 0) {
        return "";
      }
      String[] columns = text.substring(values + 1, end).split(" ", -1);
      StringBuilder counts = new StringBuilder();
      for (int column : COLUMNS) {
        counts.append(columns[column]).append(' ');
      }
      return counts.toString();
    } catch (IOException | RuntimeException ignored) {
      return ""; // not a Linux that tells, or an agent that denies files: all are looked at again
    }
  }
}
