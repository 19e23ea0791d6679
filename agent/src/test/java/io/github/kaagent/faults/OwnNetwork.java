package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM in a network namespace of its own, which has its own kernel settings. */
public final class OwnNetwork {

  private OwnNetwork() {}

  /**
   * Starts a JVM in a new network namespace.
   *
   * @param preparation shell code to run first, as {@code echo 3 >/proc/sys/net/ipv4/tcp_fastopen}
   */
  public static ChildJvm start(Jdk jdk, String preparation, List<String> arguments)
      throws Exception {
    assumeTrue(isAllowed(), "NOT TESTED: no network namespace to be had");
    List<String> command = new ArrayList<>(shell(preparation + " && exec \"$@\""));
    command.add(jdk.tool("java"));
    command.addAll(arguments);
    return ChildJvm.run(command, Map.of());
  }

  private static List<String> shell(String script) {
    return List.of("unshare", "-n", "sh", "-c", "ip link set lo up && " + script, "sh");
  }

  private static boolean isAllowed() throws Exception {
    try (ChildJvm probe = ChildJvm.run(shell("true"), Map.of())) {
      return probe.exitStatus() == 0;
    }
  }
}
