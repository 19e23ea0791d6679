package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The values of a socket on which nothing was set: the machine's (Linux: tcp(7),
 * /proc/sys/net/ipv4), which may change while a JVM runs. For every socket without a value of its
 * own, however old, the kernel answers with the machine's current value. Immutable.
 */
public final class MachineDefaults {

  private static final int[] LINUX_DEFAULTS = {0, 7200, 75, 9, 0}; // by Option.ordinal()

  private final int idle = read("tcp_keepalive_time", Option.IDLE);
  private final int intvl = read("tcp_keepalive_intvl", Option.INTVL);
  private final int cnt = read("tcp_keepalive_probes", Option.CNT);

  private MachineDefaults() {}

  /** The machine's values now; to be exact, those of this network namespace. */
  public static MachineDefaults now() {
    return new MachineDefaults();
  }

  /** The value of an option, in its unit. */
  public int of(Option option) {
    switch (option) {
      case IDLE:
        return idle;
      case INTVL:
        return intvl;
      case CNT:
        return cnt;
      default:
        return LINUX_DEFAULTS[option.ordinal()];
    }
  }

  private static int read(String name, Option option) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/sys/net/ipv4/" + name), StandardCharsets.US_ASCII))) {
      return Integer.parseInt(reader.readLine());
    } catch (IOException | RuntimeException ignored) {
      // Not Linux, a /proc without the file, or an agent that denies files: the usual values.
      return LINUX_DEFAULTS[option.ordinal()];
    }
  }
}
