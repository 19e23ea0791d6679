package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connections that a program has printed, as {@code NAME|LOCALPORT|REMOTEPORT}, and their
 * values in the kernel.
 */
public final class Named {

  private Named() {}

  /**
   * The values of each name, user timeout last: {@code 1/60/60/20 0}; equal for all of one name.
   */
  public static Map<String, String> values(ChildJvm child) throws Exception {
    Map<String, Row> rows = new TreeMap<>();
    for (Row row : KernelSockets.of(child.pid())) {
      if (row.remote() != null) {
        rows.put(row.local().getPort() + "|" + row.remote().getPort(), row);
      }
    }
    Map<String, String> values = new TreeMap<>();
    for (String line : child.out()) {
      String[] parts = line.split("\\|", -1);
      if (parts.length == 3) {
        Row row = rows.get(parts[1] + "|" + parts[2]);
        String value = row == null ? "gone" : row.values() + " " + row.userTimeout();
        String before = values.putIfAbsent(parts[0], value);
        if (before != null) {
          assertEquals(before, value, line);
        }
      }
    }
    return values;
  }

  /** The agent's lines on standard error, except the one that says what it enforces. */
  static List<String> news(ChildJvm child) {
    return child.err().stream()
        .filter(line -> line.startsWith("ka-agent") && !line.contains(" enforcing "))
        .toList();
  }
}
