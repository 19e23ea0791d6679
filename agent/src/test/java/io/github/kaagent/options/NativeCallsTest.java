package io.github.kaagent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.faults.OwnNetwork;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Natives of jnr-ffi and of the JDK: each set all options, and the output shows no sign of it. */
class NativeCallsTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5,user_timeout=90000,log=warn";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  /** From 24 on the JVM warns: an agent's manifest can't switch that off (JDK-8335225, JEP 472). */
  @ParameterizedTest
  @MethodSource("jdks")
  void ofJnrFfiSetAllOptionsWhereTheyAreAskedFor(Jdk jdk) throws Exception {
    String arguments = ARGUMENTS + ",options=native";
    try (ChildJvm child = ChildJvm.start(jdk, command(arguments, "-Djava.io.tmpdir=" + folder))) {
      assertCovered(child);
      assertEquals(
          List.of(),
          errors(child).stream()
              .filter(line -> !line.startsWith("WARNING: ") && !line.isBlank())
              .toList(),
          child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void ofTheJdkNeedNoPlaceToWriteToOrToExecuteFrom(Jdk jdk) throws Exception {
    try (ChildJvm child = whereNothingCanBeExecuted(jdk, ARGUMENTS)) {
      assertCovered(child);
      assertTrue(child.out().contains("native access false"), child::printed);
      assertEquals(List.of(), errors(child), child::printed);
    }
  }

  /** The interface's index is above what fits into a byte. */
  @ParameterizedTest
  @MethodSource("jdks")
  void ofJnrFfiTellTheScopeOfALinkLocalAddress(Jdk jdk) throws Exception {
    String network =
        "ip link add far index 300 type veth peer name near && ip link set near up"
            + " && ip addr add fe80::7/64 dev far nodad && ip link set far up";
    List<String> command = new ArrayList<>(List.of(command("options=native,log=debug")));
    command.add("fe80::7%far");
    try (ChildJvm child = OwnNetwork.start(jdk, network, command)) {
      String in = child.awaitError(" direction=in ");
      assertTrue(in.contains(" local=[fe80:0:0:0:0:0:0:7%300]:"), in);
    }
  }

  private static void assertCovered(ChildJvm child) throws Exception {
    child.awaitLine("ready");
    List<KernelSockets.Row> rows = KernelSockets.of(child.pid());
    assertEquals(2, rows.size(), child::printed);
    for (KernelSockets.Row row : rows) {
      assertEquals("1/61/7/5 90000", row.values() + " " + row.userTimeout(), child::printed);
    }
    assertTrue(child.out().contains("properties changed false"), child::printed);
  }

  /** Standard error up to the end. From 23 on a JDK warns if java.io.tmpdir does not exist. */
  private static List<String> errors(ChildJvm child) throws Exception {
    child.endInput();
    assertEquals(0, child.exitStatus(), child::printed);
    return child.err().stream().filter(line -> !line.contains("java.io.tmpdir")).toList();
  }

  private static String[] command(String arguments, String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.add(ChildJvm.agent(arguments));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.HoldsConnection"));
    return command.toArray(new String[0]);
  }

  private ChildJvm whereNothingCanBeExecuted(Jdk jdk, String arguments) throws Exception {
    assumeTrue(Machine.canMount(), "NOT TESTED: nobody here may mount");
    String jar = ChildJvm.jar().getParent().toString();
    String script =
        ("mount -t tmpfs -o noexec none %1$s && mount -t tmpfs -o noexec none /dev/shm &&"
                + " mount --bind %2$s %2$s && mount -o remount,bind,ro %2$s &&"
                + " exec %3$s %4$s")
            .formatted(
                folder,
                jar,
                jdk.tool("java"),
                String.join(
                    " ",
                    command(
                        arguments,
                        "-Djava.io.tmpdir=" + folder,
                        "-Duser.home=" + folder + "/none")));
    return ChildJvm.run(List.of("unshare", "-m", "sh", "-c", script), Map.of());
  }
}
