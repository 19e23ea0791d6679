package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Together with the agents that are most often in use already, named before and after them. */
class OtherAgentsTest {

  private static final Path AGENTS = Path.of(System.getProperty("ka.other.agents"));

  @TempDir Path folder;

  @ParameterizedTest(name = "{0} on {1}, ka-agent first: {2}")
  @CsvSource({
    "jacoco,8,true",
    "jacoco,8,false",
    "jacoco,25,true",
    "jacoco,25,false",
    "elastic,8,true",
    "elastic,8,false",
    "elastic,17,true",
    "elastic,17,false",
    "opentelemetry,17,true",
    "opentelemetry,17,false",
  })
  void bothWork(String other, int feature, boolean first) throws Exception {
    List<String> agents = new ArrayList<>();
    agents.add(ChildJvm.agent("idle=61,intvl=7,cnt=5"));
    agents.add(
        "-javaagent:"
            + AGENTS.resolve(other + ".jar")
            + (other.equals("jacoco") ? "=destfile=" + folder.resolve("jacoco.exec") : ""));
    if (!first) {
      Collections.reverse(agents);
    }
    List<String> options = new ArrayList<>(agents);
    options.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Delastic.apm.disable_send=true",
            "-Delastic.apm.cloud_provider=NONE", // else it asks for the cloud's metadata
            "-Delastic.apm.log_level=OFF",
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none"));

    Ran talk = Ran.talk(Jdks.feature(feature), options.toArray(String[]::new));

    assertAll(
        () -> assertEquals(3, talk.status(), talk::toString),
        // OpenTelemetry's agent makes the JVM warn that it shares less class data from now on.
        () ->
            assertEquals(
                List.of("came: SC"),
                talk.out().stream().filter(line -> !line.contains("VM warning")).toList(),
                talk::toString),
        () -> assertEquals(Collections.nCopies(4, "1/61/7/5"), toItself(talk), talk::toString),
        () -> assertEquals(1, talk.agentsLines().size(), talk::toString),
        () -> assertTrue(talk.agentsLines().get(0).contains("enforcing"), talk::toString));
  }

  /** The application's connections, without those that the other agent may have opened. */
  private static List<String> toItself(Ran talk) {
    return talk.kernel().stream()
        .filter(row -> row.remote() != null && row.remote().getAddress().isLoopbackAddress())
        .map(Row::values)
        .toList();
  }
}
