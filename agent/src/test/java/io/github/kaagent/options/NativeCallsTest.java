package io.github.kaagent.options;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
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

  @ParameterizedTest
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
    try (ChildJvm child = ChildJvm.start(jdk, command(options))) {
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

  /** JDKs from 23 on remark on a java.io.tmpdir that is none. */
  private static List<String> errors(ChildJvm child) {
    return child.err().stream().filter(line -> !line.contains("java.io.tmpdir")).toList();
  }

  private static String[] command(String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.add(ChildJvm.agent(ARGUMENTS));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.HoldsConnection"));
    return command.toArray(new String[0]);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void sayInOneLineWhatToSetWhereNothingCanBeExecuted(Jdk jdk) throws Exception {
    assumeTrue(canMount(), "mounting takes root");
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
                    " ", command("-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder + "/none")));
    try (ChildJvm child = ChildJvm.run(List.of("unshare", "-m", "sh", "-c", script), Map.of())) {
      child.awaitLine("ready");
      List<String> lines = errors(child);
      assertEquals(1, lines.size(), child::printed);
      assertTrue(lines.get(0).contains(folder + ": failed to map segment"), child::printed);
      assertTrue(lines.get(0).contains("Read-only file system"), child::printed);
      assertTrue(lines.get(0).contains("-Djffi.extract.dir"), child::printed);
    }
  }

  private static boolean canMount() throws Exception {
    try (ChildJvm unshare = ChildJvm.run(List.of("unshare", "-m", "true"), Map.of())) {
      return unshare.exitStatus() == 0;
    }
  }
}
