package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link ChildJvm}, with which the other tests start JVMs. */
class ChildJvmTest {

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void runsAProgramAndTellsItsExitStatus(Jdk jdk) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.ExitsWith", "7")) {
      String version = jdk.feature() == 8 ? "1.8" : String.valueOf(jdk.feature());

      assertEquals(7, child.exitStatus(), child::printed);
      assertEquals(List.of("running on " + version), child.out(), child::printed);
      assertEquals(List.of(), child.err(), child::printed);
    }
  }
}
