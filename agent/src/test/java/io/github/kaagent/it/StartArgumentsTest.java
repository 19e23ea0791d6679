package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the arguments and the environment decide what a start does. */
class StartArgumentsTest {

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theEnvironmentCountsWhereTheArgumentsSayNothing(Jdk jdk) throws Exception {
    Map<String, String> environment = Map.of("KA_AGENT_OPTS", "idle=61,intvl=99");
    try (ChildJvm child = start(jdk, environment, "intvl=7,cnt=5")) {
      child.awaitLine("open");

      assertEquals(
          List.of("1/61/7/5", "1/61/7/5"),
          KernelSockets.of(child.pid()).stream().map(Row::values).toList(),
          child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whereTheyHaveToBeRightAMistakeEndsTheJvmBeforeMain(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, Map.of(), "strict=on,idle=abc,cnt=128")) {
      assertEquals(1, child.exitStatus(), child::printed);
      assertEquals(List.of(), child.out());
      assertEquals(2, child.err().size(), child::printed);
      assertTrue(child.err().get(0).contains("idle=abc"), child::printed);
      assertTrue(child.err().get(1).contains("cnt=128"), child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void eachUnwiseValueIsWarnedOfOnce(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, Map.of(), "idle=400,intvl=100,cnt=100,log=warn")) {
      child.awaitLine("open");
      child.say("");

      assertEquals(7, child.exitStatus(), child::printed);
      assertEquals(2, child.err().size(), child::printed);
      assertTrue(child.err().get(0).contains(" warn idle=400: "), child::printed);
      assertTrue(child.err().get(1).contains(" = 10400 s, more than two hours"), child::printed);
    }
  }

  private static ChildJvm start(Jdk jdk, Map<String, String> environment, String arguments)
      throws Exception {
    return ChildJvm.start(
        jdk,
        environment,
        ChildJvm.agent(arguments),
        "-cp",
        ChildJvm.programs(),
        "programs.OpensConnection",
        "7");
  }
}
