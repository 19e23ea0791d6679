package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application runs, and ends, even if nobody reads what the agent logs. */
class UnreadLogTest {

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStandardErrorThatNobodyReads(Jdk jdk) throws Exception {
    try (ChildJvm child = child(jdk, pipe("true"), "log=debug", "OpensPairs", "Socket", "5000")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of("begin", "end"), child.out());
    }
  }

  /** Not even the first line fits into the pipe. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aStandardErrorThatIsFullAlready(Jdk jdk) throws Exception {
    String fill = "dd if=/dev/zero of=pipe bs=65536 count=1 2>&4";
    try (ChildJvm child = child(jdk, pipe(fill), "log=info", "OpensPairs", "Socket", "1")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of("begin", "end"), child.out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStandardErrorThatIsReadTooLateHasTheCountOfTheLinesLost(Jdk jdk) throws Exception {
    try (ChildJvm child = child(jdk, pipe("true"), "log=debug", "attach.Holds", "3000")) {
      child.awaitLine("ready");
      try (Stream<String> read = Files.lines(folder.resolve("pipe"))) {
        child.say("open 10");
        child.awaitLine("opened");
        child.endInput();
        List<String> lines = read.filter(line -> line.startsWith("ka-agent ")).toList();

        assertEquals(0, child.exitStatus(), child::printed);
        assertEquals(1 + 2 * (3000 + 10), LogTest.logged(lines), lines::toString);
        assertTrue(
            lines.stream().anyMatch(line -> line.contains(" lines lost before this one")),
            lines::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStandardErrorThatIsReadOnlyWhenTheApplicationEndsHasEveryLine(Jdk jdk) throws Exception {
    try (ChildJvm child = child(jdk, pipe("true"), "log=debug", "OpensPairs", "Socket", "1000")) {
      child.awaitLine("begin");
      try (Stream<String> read = Files.lines(folder.resolve("pipe"))) {
        child.awaitLine("end");
        List<String> lines = read.toList();

        assertEquals(0, child.exitStatus(), child::printed);
        assertEquals(1 + 2 * 1001, LogTest.logged(lines), lines::toString);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aStandardErrorThatIsClosed(Jdk jdk) throws Exception {
    try (ChildJvm child =
        child(jdk, "exec \"$@\" 2>&-", "log=debug", "OpensPairs", "Socket", "100")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of("begin", "end"), child.out());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFileOnAFullDiskWhichIsSaidOnce(Jdk jdk) throws Exception {
    String arguments = "log=debug,log_file=/dev/full";
    try (ChildJvm child = child(jdk, "exec \"$@\"", arguments, "OpensPairs", "Socket", "100")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(1, child.err().size(), child::printed);
      assertTrue(child.err().get(0).contains("log_file=/dev/full can't be written"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aFileThatIsAPipeWithoutAReader(Jdk jdk) throws Exception {
    String arguments = "log=debug,log_file=" + folder.resolve("pipe");
    try (ChildJvm child =
        child(jdk, "mkfifo pipe; exec \"$@\"", arguments, "OpensPairs", "Socket", "100")) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of("begin", "end"), child.out());
    }
  }

  /** A standard error whose reader, the program itself by descriptor 3, never reads. */
  private static String pipe(String before) {
    return "mkfifo pipe; exec 4>&2 3<>pipe; " + before + "; exec \"$@\" 2>pipe 4>&-";
  }

  private ChildJvm child(Jdk jdk, String script, String arguments, String... program)
      throws Exception {
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "cd " + folder + " && " + script, "sh"));
    command.addAll(List.of(jdk.tool("java"), ChildJvm.agent(arguments)));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs." + program[0]));
    command.addAll(List.of(program).subList(1, program.length));
    return ChildJvm.run(command, Map.of());
  }
}
