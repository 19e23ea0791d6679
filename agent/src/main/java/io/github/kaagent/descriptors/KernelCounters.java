package io.github.kaagent.descriptors;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Counters of the kernel's for a whole network namespace, as a file of /proc/PID/net has them: snmp
 * (RFC 4022) or netstat. A line of names, and one of values below it, begin with the same word.
 */
public final class KernelCounters {

  /** More than either file has. */
  private static final int LENGTH = 16384;

  private final String text;

  /** What was read earlier. */
  public KernelCounters(byte[] bytes, int length) {
    text = new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII);
  }

  /**
   * A file as it is now.
   *
   * @throws IOException if it can't be read
   */
  public static KernelCounters read(String file) throws IOException {
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] bytes = new byte[LENGTH];
      return new KernelCounters(bytes, in.read(bytes)); // The kernel gives all of it at once.
    }
  }

  /** A counter, {@code of("TcpExt:", "TCPKeepAlive")}; -1 if the kernel has none of that name. */
  public long of(String section, String name) {
    String[] names = null;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(section)) {
        String[] columns = line.split(" ", -1);
        int at = names == null ? -1 : Arrays.asList(names).indexOf(name);
        if (0 <= at && at < columns.length) {
          return Long.parseLong(columns[at]);
        }
        names = columns;
      }
    }
    return -1;
  }
}
