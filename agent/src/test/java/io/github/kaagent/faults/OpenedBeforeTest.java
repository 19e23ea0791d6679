package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.Machine;
import io.github.kaagent.it.ProgramJar;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that were opened by an agent named before this one. */
class OpenedBeforeTest {

  @TempDir Path folder;

  static Stream<Arguments> argumentsOnEveryJdk() {
    String machine = "0/" + Machine.timings() + " 0";
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                    Arguments.of(jdk, "", "1/61/7/5 90000"),
                    Arguments.of(jdk, ",mode=cap,only=in:*,only=out:*", "1/61/7/5 90000"),
                    Arguments.of(jdk, ",existing=off", machine),
                    Arguments.of(jdk, ",existing=off,sweep=1,log=debug", machine),
                    Arguments.of(jdk, ",exclude=*", machine)));
  }

  @ParameterizedTest(name = "{0}{1}: {2}")
  @MethodSource("argumentsOnEveryJdk")
  void areCoveredAtTheStartUnlessToldNotTo(Jdk jdk, String arguments, String expected)
      throws Exception {
    Path earlierAgent =
        ProgramJar.of(
            folder, Map.of("Premain-Class", "programs.faults.Pairs"), "programs.faults.Pairs");
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            "-javaagent:" + earlierAgent,
            ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=90000" + arguments),
            "-cp",
            ChildJvm.programs(),
            "programs.faults.Pairs")) {
      child.awaitLine("held");
      if (arguments.contains("sweep")) {
        child.awaitError("the sweep knows what is open");
      }
      assertEquals(Map.of("client", expected, "accepted", expected), Named.values(child));
    }
  }
}
