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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That the command line names the agent does not mean that the agent runs. */
class DeclinedTest {

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whereItsArgumentsWereRefusedItsSocketsAreShownAndNothingIsLoaded(Jdk jdk) throws Exception {
    try (ChildJvm target = holds(jdk, "-verbose:class", ChildJvm.agent("idel=3"))) {
      target.awaitLine("ready");
      int before = agentClasses(target).size();
      Command status = Command.run("status", pid(target));
      Command detach = Command.run("detach", pid(target));
      target.say("count"); // Its answer follows the lines of all classes loaded before.
      target.awaitLine("count");

      assertEquals(0, status.status(), status::err);
      assertTrue(status.out().contains("\nagent: none\nTCP connections: 60"), status::out);
      assertEquals(1, detach.status());
      assertTrue(detach.err().contains("no agent runs in this JVM"), detach::err);
      assertEquals(before, agentClasses(target).size(), () -> agentClasses(target).toString());
      assertTrue(listed(target).endsWith(" -"), target::printed);
      target.kill();
      assertEquals(List.of(), warnings(target));
    }
  }

  /** jdb keeps running, because it waits for a line of input. */
  @ParameterizedTest
  @MethodSource("jdks")
  void aToolThatDeclinedItHasNone(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.run(
            List.of(jdk.tool("jdb")), Map.of("JAVA_TOOL_OPTIONS", ChildJvm.agent("idle=61")))) {
      target.awaitLine("Initializing");
      Command status = Command.run("status", pid(target));

      assertEquals(0, status.status(), status::err);
      assertTrue(status.out().contains("\nagent: none\n"), status::out);
      target.kill();
      assertEquals(List.of(), warnings(target));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAgentFromAnotherJarThatIsGoneByNowIsAsked(Jdk jdk) throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("other.jar"));
    try (ChildJvm target = holds(jdk, "-javaagent:" + jar + "=idle=61")) {
      target.awaitLine("ready");
      Files.delete(jar);

      assertTrue(listed(target).endsWith(" 1.0.0"), target::printed);
      Command status = Command.run("status", pid(target));
      assertEquals(0, status.status(), status::err);
      assertTrue(status.out().contains("policy: enforcing idle=61"), status::out);
    }
  }

  @Test
  void anAgentThatHasMetNoSocketYetIsAskedToo() throws Exception {
    for (Jdk jdk : jdks()) {
      try (ChildJvm target =
          ChildJvm.start(
              jdk,
              ChildJvm.agent("idle=61"),
              "-cp",
              ChildJvm.programs(),
              "programs.attach.Waits")) {
        target.awaitLine("ready");
        Command status = Command.run("status", pid(target));

        assertEquals(0, status.status(), status::err);
        assertTrue(status.out().contains("policy: enforcing idle=61"), status::out);
      }
    }
  }

  private static ChildJvm holds(Jdk jdk, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", ChildJvm.programs(), "programs.attach.Holds", "30"));
    return ChildJvm.start(jdk, arguments.toArray(String[]::new));
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static List<String> agentClasses(ChildJvm target) {
    return target.out().stream()
        .filter(line -> line.contains("io.github.kaagent") && !line.contains("nload")) // unloading
        .toList();
  }

  private static List<String> warnings(ChildJvm target) {
    return target.err().stream().filter(line -> line.startsWith("WARNING")).toList();
  }

  private static String listed(ChildJvm target) throws Exception {
    return Command.run("list")
        .out()
        .lines()
        .filter(line -> line.strip().startsWith(pid(target) + " "))
        .findFirst()
        .orElseThrow();
  }
}
