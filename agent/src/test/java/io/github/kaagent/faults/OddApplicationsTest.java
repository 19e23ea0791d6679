package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application does to the JVM that it has in common with the agent. */
class OddApplicationsTest {

  private static final String VALUES = "1/61/7/5 0";

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void itPretendsToBeOnAnotherPlatform(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "idle=61,intvl=7,cnt=5", "Pretends")) {
      child.awaitLine("held");
      assertEquals(Map.of("socket", VALUES, "accepted", VALUES), Named.values(child));
      child.kill();
      assertEquals(List.of(), Named.news(child), child::printed);
    }
  }

  /** On 8 the JDK itself can't make its file system then. */
  static Iterable<Jdk> from11() {
    return Jdks.from(11);
  }

  @ParameterizedTest
  @MethodSource("from11")
  void itPretendsSoWhenTheAgentIsAttached(Jdk jdk) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.faults.Pretends")) {
      child.awaitLine("held");
      Asked.attach(child, "idle=61,intvl=7,cnt=5");
      assertEquals(Map.of("socket", VALUES, "accepted", VALUES), Named.values(child));
      child.say("");
      child.awaitLine("held");
      assertEquals(Map.of("socket", VALUES, "accepted", VALUES), Named.values(child));
    }
  }

  /** What fails there is not to fail ever after: neither the agent nor the JDK's reflection. */
  @ParameterizedTest
  @MethodSource("jdks")
  void itConnectsWhereHardlyAnyStackIsLeft(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "idle=61,intvl=7,cnt=5", "DeepStack")) {
      child.awaitLine("held");
      assertEquals(
          Map.of("socket", VALUES, "accepted", VALUES, "channel", VALUES), Named.values(child));
    }
  }

  /** Thread has had a constructor for that since 9. */
  @ParameterizedTest
  @MethodSource("from11")
  void itHasThreadLocalsThatNoThreadOfTheAgentsInherits(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "", "OwnThreads")) {
      child.awaitError("enforcing");
      child.say("");
      assertEquals("inherited 0", child.awaitLine("inherited "));
    }
  }

  private static ChildJvm start(Jdk jdk, String arguments, String program) throws Exception {
    return ChildJvm.start(
        jdk, ChildJvm.agent(arguments), "-cp", ChildJvm.programs(), "programs.faults." + program);
  }
}
