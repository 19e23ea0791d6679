package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.VirtualMachine;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.ProgramJar;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks in the agent, the application goes on, and one line says what to do. */
class FailureTest {

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDamagedLauncherOfTheAgent(Jdk jdk) throws Exception {
    breaks(jdk, "io/github/kaagent/launch/AgentClassLoader.class", "not started");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void premainThrows(Jdk jdk) throws Exception {
    breaks(jdk, "io/github/kaagent/agent/Premain.class", "not started");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutTheBridgeNothingIsWoven(Jdk jdk) throws Exception {
    breaks(jdk, "java/net/KaAgentBridge.class", "the bridge can't be put into java.base");
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theTransformerThrowsForEachClassAndSaysSoOnce(Jdk jdk) throws Exception {
    breaks(jdk, "io/github/kaagent/weave/Weaver.class", "is not woven");
  }

  private void breaks(Jdk jdk, String entry, String line) throws Exception {
    Ran talk = Ran.talk(jdk, "-javaagent:" + damaged(entry));

    talk.talkedAsWithoutTheAgent();
    assertAll(
        () -> assertEquals(1, talk.err().size(), talk::toString),
        () -> assertTrue(talk.err().get(0).contains(line), talk::toString),
        () -> assertTrue(talk.err().get(0).contains("; "), "what to do " + talk),
        () ->
            assertEquals(
                Collections.nCopies(4, 0), talk.kernel().stream().map(Row::keepalive).toList()));
  }

  @Test
  void agentmainThrowsAndTheApplicationGoesOn() throws Exception {
    try (ChildJvm child =
        ChildJvm.start(Jdks.current(), "-cp", ChildJvm.programs(), "programs.guest.TalksLater")) {
      child.awaitLine("waiting");
      VirtualMachine machine = VirtualMachine.attach(String.valueOf(child.pid()));
      try {
        machine.loadAgent(damaged("io/github/kaagent/agent/Agentmain.class").toString());
      } finally {
        machine.detach();
      }
      child.say("");
      child.awaitLine("came: SC");
      child.say("");

      assertEquals(3, child.exitStatus(), child::printed);
      // From 21 on the JVM says that an agent was loaded dynamically.
      List<String> agents =
          child.err().stream().filter(line -> line.startsWith("ka-agent")).toList();
      assertEquals(1, agents.size(), child::printed);
      assertTrue(agents.get(0).contains("not started"), child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSocketOfTheApplicationsOwnThatThrowsWhateverItIsAskedIsNotAsked(Jdk jdk) throws Exception {
    Ran talk =
        Ran.talk(
            jdk,
            List.of(ChildJvm.agent("idle=61,intvl=7,cnt=5,only=*,log=warn")),
            ChildJvm.programs(),
            "programs.guest.OpensBadSockets");

    assertEquals(3, talk.status(), talk::toString);
    assertEquals(
        List.of("connected", "connected", "connected", "came: SC"), talk.out(), talk::toString);
    assertEquals(Collections.nCopies(4, "1/61/7/5 0"), talk.values(), talk::toString);
    assertEquals(List.of(), talk.err(), talk::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void aMethodThatTheJdkDoesNotHaveIsReportedOnceAndTheOthersAreWoven(int feature)
      throws Exception {
    Jdk jdk = Jdks.feature(feature);
    Path remover =
        ProgramJar.of(
            folder,
            Map.of("Premain-Class", "programs.guest.RemovesMethod"),
            "programs.guest.RemovesMethod",
            "programs.guest.RemovesMethod$1");
    Ran talk =
        Ran.talk(
            jdk,
            List.of(
                "-Xverify:none", ChildJvm.agent("idle=61,intvl=7,cnt=5"), "-javaagent:" + remover),
            ChildJvm.programs() + File.pathSeparator + asm(),
            "programs.guest.Talk");

    talk.isCoveredWith("1/61/7/5");
    List<String> missing =
        talk.agentsLines().stream().filter(line -> line.contains("inishConnect")).toList();
    assertEquals(1, missing.size(), talk::toString);
    String version = jdk.feature() == 8 ? "1.8.0" : String.valueOf(jdk.feature());
    assertTrue(missing.get(0).contains("(" + version), talk::toString);
  }

  private static String asm() throws IOException {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("ka.application.libraries")))) {
      return jars.map(Path::toString).filter(jar -> jar.contains("/asm-9")).findAny().orElseThrow();
    }
  }

  /** A copy of the jar in which one entry is no class file any more: its first byte is 0. */
  private Path damaged(String entry) throws IOException {
    byte[] jar = Files.readAllBytes(ChildJvm.jar());
    byte[] name = entry.getBytes(StandardCharsets.US_ASCII);
    int at = 0;
    while (!isLocalHeader(jar, at, name)) {
      at++;
    }
    int extra = (jar[at + 28] & 0xff) | ((jar[at + 29] & 0xff) << 8);
    int data = at + 30 + name.length + extra;
    jar[data] = 0;
    return Files.write(folder.resolve("damaged.jar"), jar);
  }

  private static boolean isLocalHeader(byte[] jar, int at, byte[] name) {
    return jar[at] == 'P'
        && jar[at + 1] == 'K'
        && jar[at + 2] == 3
        && jar[at + 3] == 4
        && Arrays.equals(jar, at + 30, at + 30 + name.length, name, 0, name.length);
  }
}
