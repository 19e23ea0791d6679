package io.github.kaagent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Options by jnr-ffi: as good as the JDK's, and nobody notices. */
class NativeCallsTest {

  private static final String ARGUMENTS =
      "idle=61,intvl=7,cnt=5,user_timeout=90000,options=native,log=warn";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  static Iterable<Jdk> jdksThatRestrictNativeAccess() {
    return Jdks.from(24);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void setAllOptionsAndLeaveNoTrace(Jdk jdk) throws Exception {
    assertCoveredInSilence(jdk, "-Djava.io.tmpdir=" + folder);
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdksThatRestrictNativeAccess")
  void needNoGrantWhereTheApplicationHasNone(Jdk jdk) throws Exception {
    assertCoveredInSilence(
        jdk, "--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void findAnotherFolderIfTheTemporaryOneIsNoFolder(Jdk jdk) throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    assertCoveredInSilence(jdk, "-Djava.io.tmpdir=" + file);
  }

  private static void assertCoveredInSilence(Jdk jdk, String... options) throws Exception {
    try (ChildJvm child = ChildJvm.start(jdk, command(ARGUMENTS, options))) {
      child.awaitLine("ready");
      List<KernelSockets.Row> rows = KernelSockets.of(child.pid());
      assertEquals(2, rows.size(), child::printed);
      for (KernelSockets.Row row : rows) {
        assertEquals("1/61/7/5 90000", row.values() + " " + row.userTimeout(), child::printed);
      }
      assertTrue(child.out().contains("properties changed false"), child::printed);
      assertTrue(child.out().contains("native access false"), child::printed);
      assertEquals(List.of(), errors(child), child::printed);
    }
  }

  /** All of them, after its end. JDKs from 23 on remark on a java.io.tmpdir that is none. */
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

  @ParameterizedTest
  @MethodSource("jdks")
  void sayInOneLineWhatToSetWhereNothingCanBeExecuted(Jdk jdk) throws Exception {
    try (ChildJvm child = whereNothingCanBeExecuted(jdk, ARGUMENTS)) {
      child.awaitLine("ready");

      assertSaysWhatToSet(child);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void areMissedOnlyWhereTheJdkHasNoOptionOfItsOwn(Jdk jdk) throws Exception {
    String arguments = ARGUMENTS.replace("options=native", "options=auto");
    try (ChildJvm child = whereNothingCanBeExecuted(jdk, arguments)) {
      child.awaitLine("ready");

      assertEquals(
          List.of("1/61/7/5 0", "1/61/7/5 0"),
          KernelSockets.of(child.pid()).stream()
              .map(row -> row.values() + " " + row.userTimeout())
              .toList(),
          child::printed);
      assertSaysWhatToSet(child);
    }
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

  private void assertSaysWhatToSet(ChildJvm child) throws Exception {
    List<String> lines = errors(child);
    assertEquals(1, lines.size(), child::printed);
    assertTrue(lines.get(0).contains(folder + ": failed to map segment"), child::printed);
    assertTrue(lines.get(0).contains("Read-only file system"), child::printed);
    assertTrue(lines.get(0).contains("-Djffi.extract.dir"), child::printed);
  }
}
