package io.github.kaagent.descriptors;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The kernel's counters for a network namespace, from /proc/PID/net/snmp (RFC 4022) or netstat: a
 * line of names and, below it, a line of values, which begin with the same word.
 */
public final class KernelCounters {

  /** Bytes: more than either file has. */
  private static final int LENGTH = 16384;

  private final String text;

  /** The content of such a file, read earlier. */
  public KernelCounters(byte[] bytes, int length) {
    text = new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
  }

  /**
   * Reads such a file.
   *
   * @throws IOException if it can't be read
   */
  public static KernelCounters read(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] bytes = new byte[LENGTH];
      return new KernelCounters(bytes, in.read(bytes)); // The kernel returns all of it at once.
    }
  }

  /** A counter, {@code of("TcpExt:", "TCPKeepAlive")}; -1 if the kernel has none of that name. */
  public long of(String section, String name) {
    String[] names = null;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(section)) {
        String[] columns = line.split(" ", -1);
        int column = names == null ? -1 : Arrays.asList(names).indexOf(name);
        if (0 <= column && column < columns.length) {
          return Long.parseLong(columns[column]);
        }
        names = columns;
      }
    }
    return -1;
  }
}
