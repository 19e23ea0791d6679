package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What a socket has that nobody has touched: the machine's values (Linux: tcp(7),
 * /proc/sys/net/ipv4). A descriptor with any other value has it from the application.
 */
public final class MachineDefaults {

  private static final int[] LINUX = {0, 7200, 75, 9, 0}; // by Option.ordinal()

  /** Those of this machine; of this network namespace, to be exact. */
  public static final MachineDefaults THIS = new MachineDefaults();

  private final int idle = read("tcp_keepalive_time", Option.IDLE);
  private final int intvl = read("tcp_keepalive_intvl", Option.INTVL);
  private final int cnt = read("tcp_keepalive_probes", Option.CNT);

  private MachineDefaults() {}

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
        return LINUX[option.ordinal()];
    }
  }

  private static int read(String name, Option option) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream("/proc/sys/net/ipv4/" + name), StandardCharsets.US_ASCII))) {
      return Integer.parseInt(reader.readLine());
    } catch (IOException | NumberFormatException notReadable) {
      return LINUX[option.ordinal()]; // another system, or a /proc without it: the usual values
    }
  }
}
