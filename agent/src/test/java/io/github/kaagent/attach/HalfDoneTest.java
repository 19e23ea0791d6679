package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application sets a security manager, after the agent's start or before its attach. */
class HalfDoneTest {

  /** What the application needs, and nothing that an agent needs. */
  private static final String POLICY =
      "grant { permission java.net.SocketPermission \"*\", \"connect,accept,listen,resolve\";"
          + " permission java.lang.RuntimePermission \"setSecurityManager\"; };";

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void whatStartedWithTheJvmActsWithItsOwnRights(int feature) throws Exception {
    Path policy = Files.writeString(folder.resolve("policy"), POLICY);
    try (ChildJvm target =
        start(
            feature,
            ChildJvm.agent("idle=61"),
            "-Djava.security.policy==" + policy,
            "programs.attach.Guarded",
            "30")) {
      succeeds(target, "attach", "idle=62");
      assertEquals(Map.of("1/62/60/20", 60), values(target));
      succeeds(target, "status");
      succeeds(target, "detach");
      open(target);
      assertEquals(60, values(target).get("1/62/60/20"));
      succeeds(target, "attach", "idle=63");
      open(target);
      assertEquals(Map.of("1/63/60/20", 72 + 12), values(target));
      target.kill();
      assertFalse(target.err().toString().contains("not enforced"), target::printed);
    }
  }

  /** Starting the sweep's thread fails, when the new settings are in force already. */
  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void aChangeThatFailsLeavesTheSettingsOfBefore(int feature) throws Exception {
    try (ChildJvm target =
        start(
            feature, ChildJvm.agent("idle=61"), "programs.attach.Refuses", "modifyThread", "30")) {
      Command attach = Command.run("attach", pid(target), "idle=62,sweep=1");

      assertEquals(1, attach.status(), attach::err);
      assertTrue(attach.err().contains("attach failed (java.lang.SecurityEx"), attach::err);
      assertTrue(attach.err().contains("still enforcing idle=61 intvl=60 cnt=20"), attach::err);
      open(target);
      assertEquals(Map.of("1/61/60/20", 72), values(target));
      succeeds(target, "attach", "idle=64");
      assertEquals(Map.of("1/64/60/20", 72), values(target));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void anAttachThatFailsLeavesNoAgent(int feature) throws Exception {
    try (ChildJvm target =
        start(feature, "-Xmx64m", "programs.attach.Refuses", "modifyThread", "30")) {
      Command attach = Command.run("attach", pid(target), "idle=62,existing=off,sweep=1");

      assertEquals(1, attach.status(), attach::err);
      assertTrue(attach.err().contains("no agent runs in this JVM, as before"), attach::err);
      open(target);
      assertEquals(Set.of(false), keepAlive(target));
      assertTrue(Command.run("status", pid(target)).out().contains("agent: none"));
      succeeds(target, "attach", "idle=64");
      assertEquals(Map.of("1/64/60/20", 72), values(target));
    }
  }

  /** Answers go into a class of the boot loader; on 8 and 11 the bridge needs that access, too. */
  @ParameterizedTest
  @ValueSource(ints = 17)
  void whereNoAnswerCanBeHandedOverNothingIsChanged(int feature) throws Exception {
    try (ChildJvm target =
        start(
            feature,
            ChildJvm.agent("idle=61"),
            "programs.attach.Refuses",
            "getClassLoader",
            "30")) {
      Command attach = Command.run("attach", pid(target), "idle=62");

      assertEquals(1, attach.status(), attach::err);
      assertTrue(attach.err().contains("does not answer and has changed nothing"), attach::err);
      assertEquals(Map.of("1/61/60/20", 60), values(target));
      target.awaitError("attach is not done, nothing is changed");
    }
  }

  /** On JDK 8 and 11 Method.invoke itself makes a class loader after fifteen calls. */
  @ParameterizedTest
  @ValueSource(strings = {"createClassLoader", "reflect", "lang"})
  void whatAManagerRefusesTheAgentCostsNoConnection(String permission) throws Exception {
    String refuses = "programs.attach.Refuses";
    try (ChildJvm target =
        start(17, ChildJvm.agent("idle=61"), refuses, permission, "30", "after")) {
      open(target);
      assertEquals(Map.of("1/61/60/20", 72), values(target));
    }
  }

  private static ChildJvm start(int feature, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("-cp", ChildJvm.programs()));
    all.addAll(List.of(arguments));
    ChildJvm target = ChildJvm.start(Jdks.feature(feature), all.toArray(String[]::new));
    target.awaitLine("ready");
    return target;
  }

  private static void succeeds(ChildJvm target, String command, String... arguments)
      throws Exception {
    List<String> words = new ArrayList<>(List.of(command, pid(target)));
    words.addAll(List.of(arguments));
    Command done = Command.run(words.toArray(String[]::new));
    assertEquals(0, done.status(), () -> done.err() + target.printed());
  }

  private static void open(ChildJvm target) {
    target.say("open 6");
    target.awaitLine("opened");
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static Map<String, Integer> values(ChildJvm target) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (Row row : KernelSockets.of(target.pid())) {
      counts.merge(row.values(), 1, Integer::sum);
    }
    return counts;
  }

  private static Set<Boolean> keepAlive(ChildJvm target) throws Exception {
    return values(target).keySet().stream()
        .map(values -> values.startsWith("1"))
        .collect(Collectors.toSet());
  }
}
