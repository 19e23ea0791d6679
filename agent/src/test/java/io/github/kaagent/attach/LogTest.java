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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's log. */
class LogTest {

  private static final String TIME =
      "ka-agent \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";
  private static final String FIRST = TIME + "info enforcing idle=61 intvl=60 cnt=20";
  private static final String SOCKET =
      TIME
          + "debug socket local=127\\.0\\.0\\.1:\\d+ remote=127\\.0\\.0\\.1:\\d+ direction=(in|out)"
          + " kind=(socket|channel|asynchronous) outcome=applied rule=global mode=enforce idle=61"
          + " intvl=60 cnt=20 user_timeout=0";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isOneLineOnStandardError(Jdk jdk) throws Exception {
    List<String> lines = errors(jdk, "idle=61");

    assertEquals(1, lines.size(), lines::toString);
    assertTrue(lines.get(0).matches(FIRST), lines::toString);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isNothingWhereItIsOff(Jdk jdk) throws Exception {
    assertEquals(List.of(), errors(jdk, "idle=61,log=off"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void hasALineForEachSocketInAFileWhateverTheApplicationsTinylogSays(Jdk jdk) throws Exception {
    Path file = folder.resolve("ka.log");

    List<String> errors =
        errors(
            jdk,
            "idle=61,log=debug,log_file=" + file,
            "-Dtinylog.level=off",
            "-Dtinylog.writer=console",
            "-Dtinylog.configurationloader=none");

    assertEquals(List.of(), errors);
    List<String> lines = Files.readAllLines(file);
    assertEquals(61, lines.size(), lines::toString);
    assertTrue(lines.get(0).matches(FIRST), lines.get(0));
    for (String line : lines.subList(1, 61)) {
      assertTrue(line.matches(SOCKET), line);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void goesToStandardErrorWhereTheFileCannotBeWritten(Jdk jdk) throws Exception {
    List<String> lines = errors(jdk, "idle=61,log=debug,log_file=" + folder);

    assertEquals(62, lines.size(), lines::toString);
    assertTrue(lines.get(0).contains("can't be written, logging here"), lines.get(0));
    assertTrue(lines.get(1).matches(FIRST), lines.get(1));
  }

  /** Even if the application ends right after its last connection. */
  @ParameterizedTest
  @MethodSource("jdks")
  void isCompleteInANormalExit(Jdk jdk) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("log=debug"),
            "-cp",
            ChildJvm.programs(),
            "programs.OpensPairs",
            "Socket",
            "1000")) {
      assertEquals(0, child.exitStatus(), child::printed);

      assertEquals(1 + 2 * 1001, logged(child.err()), child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isCompleteInAFileThatTwoJvmsAddTo(Jdk jdk) throws Exception {
    Path file = folder.resolve("ka.log");
    String agent = ChildJvm.agent("log=debug,log_file=" + file);
    String[] arguments = {
      agent, "-cp", ChildJvm.programs(), "programs.OpensPairs", "Socket", "1000"
    };
    try (ChildJvm one = ChildJvm.start(jdk, arguments);
        ChildJvm other = ChildJvm.start(jdk, arguments)) {
      assertEquals(0, one.exitStatus(), one::printed);
      assertEquals(0, other.exitStatus(), other::printed);
    }

    assertEquals(2 * (1 + 2 * 1001), logged(Files.readAllLines(file)));
  }

  /** How many lines were logged, including those reported as lost. */
  static int logged(List<String> lines) {
    int logged = 0;
    for (String line : lines) {
      String[] words = line.split(" ", -1);
      logged += line.contains(" lost before this one") ? Integer.parseInt(words[3]) : 1;
    }
    return logged;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isWrittenByAThreadThatADetachEnds(Jdk jdk) throws Exception {
    Path file = folder.resolve("ka.log");
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      String pid = String.valueOf(target.pid());
      String arguments = "existing=off,log=debug,log_file=" + file;
      assertEquals(0, Command.run("attach", pid, arguments).status());
      assertTrue(threads(jdk, pid).contains("\"ka-agent-log\""));

      assertEquals(0, Command.run("detach", pid).status());
      while (threads(jdk, pid).contains("\"ka-agent-log\"")) {
        Thread.onSpinWait();
      }
      List<String> lines = Files.readAllLines(file);
      assertTrue(lines.get(lines.size() - 1).endsWith(" info detached"), lines::toString);
    }
  }

  private static String threads(Jdk jdk, String pid) throws Exception {
    try (ChildJvm jcmd = ChildJvm.run(List.of(jdk.tool("jcmd"), pid, "Thread.print"), Map.of())) {
      assertEquals(0, jcmd.exitStatus(), jcmd::printed);
      return String.join("\n", jcmd.out());
    }
  }

  private static List<String> errors(Jdk jdk, String arguments, String... options)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(options));
    words.addAll(
        List.of(
            ChildJvm.agent(arguments), "-cp", ChildJvm.programs(), "programs.attach.Holds", "30"));
    try (ChildJvm target = ChildJvm.start(jdk, words.toArray(String[]::new))) {
      target.awaitLine("ready");
      target.endInput();
      assertEquals(0, target.exitStatus(), target::printed);
      return target.err();
    }
  }
}
