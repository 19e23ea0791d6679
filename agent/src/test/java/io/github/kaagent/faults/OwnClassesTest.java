package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The application's own kinds of Socket, ServerSocket and SocketImpl, which lie, throw or wait. */
class OwnClassesTest {

  static Stream<Arguments> everyMannerOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("OwnSockets", "OwnImpls")
                    .flatMap(
                        program ->
                            Stream.of("LIES", "THROWS", "WAITS")
                                .map(manners -> Arguments.of(jdk, program, manners))));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("everyMannerOnEveryJdk")
  void areCoveredAtBothEndsAndNeverAsked(Jdk jdk, String program, String manners) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=90000,only=loopback,log=warn"));
    if (jdk.feature() > 8) {
      command.add("--add-opens=java.base/java.net=ALL-UNNAMED");
    }
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.faults." + program, manners));
    try (ChildJvm child = ChildJvm.start(jdk, command.toArray(String[]::new))) {
      child.awaitLine("held");
      assertEquals(
          Map.of("client", "1/61/7/5 90000", "accepted", "1/61/7/5 90000"), Named.values(child));
      assertEquals(
          List.of(), child.out().stream().filter(line -> line.startsWith("asked ")).toList());
      child.kill();
      assertEquals(List.of(), Named.news(child), child::printed);
    }
  }
}
