package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside OpenSearch's security agent, whose policy has to allow every class on the stack. */
class OpenSearchTest {

  static Stream<Arguments> modesInBothOrders() {
    return BesideAnotherAgent.inEveryMode(
        Jdks.those(21, 25).stream().filter(jdk -> jdk.feature() >= 21).toList());
  }

  @ParameterizedTest(name = "{0}, {1}, ka-agent first: {2}")
  @MethodSource("modesInBothOrders")
  void everyConnectionIsRightAndItsDenialsStillWork(Jdk jdk, String arguments, boolean first)
      throws Exception {
    List<String> command = BesideAnotherAgent.options(arguments, opensearch(), first);
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.guest.Guards"));
    try (ChildJvm child = ChildJvm.start(jdk, command.toArray(String[]::new))) {
      child.awaitLine("held");
      assertEquals(
          Map.of("client", "1/61/7/5 90000", "accepted", "1/61/7/5 90000"), Named.values(child));
      child.kill();
      assertTrue(
          child.out().containsAll(List.of("file denied", "exit denied", "connection denied")),
          child::printed);
      assertEquals(List.of(), Named.news(child), child::printed);
    }
  }

  private static Path opensearch() throws Exception {
    try (Stream<Path> jars = Files.list(Path.of(System.getProperty("ka.other.agents")))) {
      return jars.filter(jar -> jar.getFileName().toString().matches("opensearch-agent-[0-9].*"))
          .findFirst()
          .orElseThrow();
    }
  }
}
