package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A command that can't be carried out prints one line on standard error, and sets its exit status.
 */
class RefusalsTest {

  @ParameterizedTest
  @CsvSource({
    "'', 2, 'attach needs a PID'",
    "abc, 2, '\"abc\" is no PID'",
    "4194999, 1, 'there is no process 4194999'",
  })
  void aWrongPid(String pid, int status, String words) throws Exception {
    Command command = pid.isEmpty() ? Command.run("attach") : Command.run("attach", pid);

    refused(command, status, words);
  }

  @Test
  void anUnknownCommand() throws Exception {
    refused(Command.run("atach"), 2, "there is no command \"atach\"");
  }

  @Test
  void aProcessThatIsNoJvmWhichGoesOn() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    try {
      deleteSocketOfDeadJvm(sleep.pid());
      refused(Command.run("attach", String.valueOf(sleep.pid())), 1, "is no JVM");
      assertTrue(sleep.isAlive());
    } finally {
      sleep.destroyForcibly();
    }
  }

  /** Its socket, which the first command has left there, still accepts connections. */
  @Test
  void aJvmThatIsStopped() throws Exception {
    try (ChildJvm target =
        ChildJvm.start(Jdks.current(), "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      String pid = String.valueOf(target.pid());
      assertEquals(0, Command.run("status", pid).status());
      assertEquals(0, new ProcessBuilder("kill", "-STOP", pid).start().waitFor());
      refused(Command.run("attach", pid), 1, "is stopped and can't answer");
    }
  }

  @Test
  void aProcessOfOursThatShowsNothingOfItselfAndGoesOn() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "root alone can be somebody else");
    assumeTrue(System.getProperty("os.arch").equals("amd64"), "prctl has another number here");
    String undumpable = "$| = 1; syscall(157, 4, 0, 0, 0, 0); print qq(ready\\n); <STDIN>";
    try (ChildJvm perl = ChildJvm.run(asNobody("perl", "-e", undumpable), Map.of())) {
      perl.awaitLine("ready");
      deleteSocketOfDeadJvm(perl.pid());
      try (ChildJvm command = attachAsNobody(perl)) {
        assertEquals(1, command.exitStatus(), command::printed);
        assertTrue(command.err().get(0).contains(" is no JVM, or one that"), command::printed);
      }
      perl.endInput();
      assertEquals(0, perl.exitStatus(), "a signal has ended it");
    }
  }

  /** A killed JVM leaves its socket, and pids are used again; only a starting JVM removes it. */
  private static void deleteSocketOfDeadJvm(long pid) throws IOException {
    Files.deleteIfExists(Path.of("/tmp/.java_pid" + pid));
  }

  @Test
  void aJvmThatTakesNoSignalsIsLetIn() throws Exception {
    try (ChildJvm target = holds("-Xrs")) {
      Command command = Command.run("attach", pid(target), "idle=61");

      assertEquals(0, command.status(), command::err);
    }
  }

  @Test
  void theCommandsOwnEnvironmentIsSaidNotToCount() throws Exception {
    try (ChildJvm target = holds("-Xmx64m");
        ChildJvm command =
            ChildJvm.start(
                Jdks.current(),
                Map.of("KA_AGENT_OPTS", "idle=59"),
                "-jar",
                ChildJvm.jar().toString(),
                "attach",
                pid(target))) {
      assertEquals(0, command.exitStatus(), command::printed);
      assertTrue(command.out().get(0).contains("idle=60"), command::printed);
      assertEquals(
          List.of(
              "ka-agent: KA_AGENT_OPTS of this command does not count for "
                  + pid(target)
                  + ", that JVM's own does; name what is to hold there as ARGS"),
          command.err());
    }
  }

  @ParameterizedTest
  @CsvSource({"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
  void aJvmThatLetsNobodyIn(String option) throws Exception {
    try (ChildJvm target = holds(option)) {
      refused(Command.run("attach", pid(target)), 1, "was started with " + option);
    }
  }

  @Test
  void aJvmOfAnotherUserNamesBoth() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "root alone can be somebody else");
    try (ChildJvm target = holds("-Xmx64m");
        ChildJvm command = attachAsNobody(target)) {
      assertEquals(1, command.exitStatus(), command::printed);
      assertEquals(
          List.of(
              "ka-agent: "
                  + pid(target)
                  + " runs as user root (0) and this command as nobody (65534):"
                  + " run it as root (0)"),
          command.err());
    }
  }

  @Test
  void aRuntimeWithoutTheAttachApi() throws Exception {
    try (ChildJvm target = holds("-Xmx64m")) {
      refused(
          Command.run(
              Jdks.current(),
              List.of("--limit-modules", "java.base,java.instrument"),
              "attach",
              pid(target)),
          1,
          "has no module jdk.attach");
    }
  }

  @Test
  void wrongArgumentsWhichChangeNothing() throws Exception {
    try (ChildJvm target = holds("-Xmx64m")) {
      Command command = Command.run("attach", pid(target), "idel=61,cnt=500");

      assertEquals(2, command.status(), command::err);
      assertTrue(command.err().contains("did you mean idle?"), command::err);
      assertTrue(command.err().contains("cnt=500"), command::err);
      for (Row row : KernelSockets.of(target.pid())) {
        assertEquals(0, row.keepalive());
      }
      refused(Command.run("detach", pid(target)), 1, "no agent runs in this JVM");
    }
  }

  private static ChildJvm attachAsNobody(ChildJvm target) throws Exception {
    return ChildJvm.run(
        asNobody(
            Jdks.current().tool("java"), "-jar", ChildJvm.jar().toString(), "attach", pid(target)),
        Map.of());
  }

  private static List<String> asNobody(String... command) {
    List<String> words =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    words.addAll(List.of(command));
    return words;
  }

  private static ChildJvm holds(String option) throws Exception {
    ChildJvm target =
        ChildJvm.start(
            Jdks.current(), option, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30");
    target.awaitLine("ready");
    return target;
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static void refused(Command command, int status, String words) {
    assertEquals(status, command.status(), command::err);
    assertTrue(command.err().contains(words), command::err);
    assertEquals(1, command.err().lines().count(), command::err);
    assertEquals("", command.out());
  }
}
