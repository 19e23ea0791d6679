package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong arguments cause one line for each mistake, and nothing else. */
class WrongArgumentsTest {

  private static final String SECONDS = "1..32767";

  static Stream<Arguments> mistakes() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "idle=abc", List.of("idle", SECONDS)),
                    Arguments.of(jdk, "idel=60", List.of("idel", "idle", SECONDS)),
                    Arguments.of(jdk, "idle=0", List.of("idle", SECONDS)),
                    Arguments.of(jdk, "idle=32768", List.of("idle", SECONDS)),
                    Arguments.of(jdk, "intvl=-1", List.of("intvl", SECONDS)),
                    Arguments.of(jdk, "cnt=128", List.of("cnt", "1..127")),
                    Arguments.of(jdk, "idle=", List.of("idle", SECONDS))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mistakes")
  void theApplicationRunsAsIfTheAgentWereNotThere(Jdk jdk, String arguments, List<String> named)
      throws Exception {
    try (ChildJvm child = start(jdk, arguments)) {
      child.awaitLine("open");
      assertEquals(
          List.of(0, 0),
          KernelSockets.of(child.pid()).stream().map(KernelSockets.Row::keepalive).toList(),
          child::printed);
      child.say("");

      assertEquals(7, child.exitStatus(), child::printed);
      assertEquals(1, child.err().size(), child::printed);
      assertAll(
          named.stream()
              .map(word -> () -> assertTrue(child.err().get(0).contains(word), child::printed)));
    }
  }

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyMistakeHasALineOfItsOwn(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "idle=abc,cnt=128,intvl=7")) {
      child.awaitLine("open");
      child.say("");

      assertEquals(7, child.exitStatus(), child::printed);
      assertEquals(2, child.err().size(), child::printed);
      assertTrue(child.err().get(0).contains("idle"), child::printed);
      assertTrue(child.err().get(1).contains("cnt"), child::printed);
    }
  }

  private static ChildJvm start(Jdk jdk, String arguments) throws Exception {
    return ChildJvm.start(
        jdk,
        ChildJvm.agent(arguments),
        "-cp",
        ChildJvm.programs(),
        "programs.OpensConnection",
        "7");
  }
}
