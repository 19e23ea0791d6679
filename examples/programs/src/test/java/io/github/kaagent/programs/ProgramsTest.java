package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.programs.Trial.Met;
import io.github.kaagent.programs.Trial.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every row of the tables: runs the server unchanged, and its clients one after another, once
 * without the agent and once with it. By default small rows run, on the JDKs that they name for
 * this, with {@code -Pprograms} all rows on all their JDKs.
 */
class ProgramsTest {

  private static final boolean ALL = System.getProperty("ka.programs", "").equals("all");

  /** To work on a row: only servers in whose name this pattern is found are run. */
  private static final Pattern ONLY = Pattern.compile(System.getProperty("ka.programs.only", ""));

  /** How many pairs of runs; more than one to compare the start-up times. */
  private static final int PAIRS = Integer.getInteger("ka.programs.pairs", 1);

  /** After so many pairs of runs, what still differs is due to the agent. */
  private static final int MOST_PAIRS = 3;

  private static final List<Row> CLIENTS =
      Row.of("clients.txt").stream().filter(row -> ALL || row.isSmall()).toList();

  private static final List<Row> SERVERS =
      Row.of("servers.txt").stream()
          .filter(row -> ALL || row.isSmall())
          .filter(row -> ONLY.matcher(row.name()).find())
          .toList();

  private static Programs programs;
  private static Report report;

  @BeforeAll
  static void resolveArtifacts() throws Exception {
    programs =
        new Programs(
            Stream.concat(
                    SERVERS.stream(),
                    CLIENTS.stream()
                        .filter(row -> SERVERS.stream().anyMatch(server -> row.meets(server))))
                .toList());
    report = new Report();
  }

  @AfterAll
  static void writeReport() throws Exception {
    programs.close();
    report.write();
  }

  @TestFactory
  Stream<DynamicTest> program() {
    return SERVERS.stream()
        .flatMap(
            server ->
                jdks(server).stream()
                    .map(
                        jdk ->
                            DynamicTest.dynamicTest(
                                server.name() + ", JDK " + jdk, () -> run(server, jdk))));
  }

  private static List<Integer> jdks(Row server) {
    return ALL ? server.jdks() : server.smallJdks();
  }

  private static void run(Row server, int feature) throws Exception {
    Jdk jdk = Jdks.feature(feature);
    assumeHas(server);
    // Surefire prints a dynamic test's number, not its name.
    System.out.println(server + ", JDK " + feature);
    List<Row> clients =
        CLIENTS.stream()
            .filter(row -> row.meets(server))
            .filter(row -> row.jdks().isEmpty() || row.jdks().contains(feature))
            .toList();
    assertFalse(clients.isEmpty(), "no client for " + server.name());
    List<Outcome> without = new ArrayList<>();
    List<Outcome> with = new ArrayList<>();
    Differences differences;
    do {
      without.add(trial(server, jdk, clients, ""));
      with.add(trial(server, jdk, clients, Ends.ARGUMENTS));
      differences = Differences.of(server, without, with);
    } while (with.size() < PAIRS || (!differences.lasting().isEmpty() && with.size() < MOST_PAIRS));
    assertEquals(List.of(), differences.lasting(), "what differs with the agent");
    report.add(server, jdk, without, with, differences.passing());
  }

  /** If a server of Debian is not installed, the test is aborted, says so, and in CI fails. */
  private static void assumeHas(Row server) {
    for (String command : server.words("needs")) {
      if (Stream.of("/usr/bin", "/usr/sbin", "/usr/lib")
          .noneMatch(folder -> Files.exists(Path.of(folder, command)))) {
        String line = "NOT TESTED: " + server + ", for there is no " + command;
        System.out.println(line);
        assertNotEquals("true", System.getenv("CI"), line);
        abort(line);
      }
    }
  }

  private static Outcome trial(Row server, Jdk jdk, List<Row> clients, String agent)
      throws Exception {
    try (Trial trial = new Trial(server, jdk, programs, agent)) {
      for (Row client : clients) {
        Met met = trial.meet(client, agent, false);
        if (!agent.isEmpty()) {
          assertCovered(server, client, met, trial);
        }
        if (client.has("sweep")) {
          Met swept = trial.meet(client, agent.isEmpty() ? "" : agent + ",sweep=1", true);
          if (!agent.isEmpty()) {
            assertEquals(List.of(), swept.clientEnds().uncovered(), client + ", with sweep");
          }
        }
      }
      Outcome outcome = trial.end();
      if (server.isJvm() && !agent.isEmpty()) {
        assertTrue(outcome.agentLines() > 0, "no line of the agent's in the log of " + server);
      }
      return outcome;
    }
  }

  private static void assertCovered(Row server, Row client, Met met, Trial trial) {
    assertTrue(met.clientEnds().size() > 0, client + " has no connection");
    if (client.has("sweep")) {
      assertFalse(met.clientEnds().uncovered().isEmpty(), client + " is covered without sweep");
    } else {
      assertEquals(List.of(), met.clientEnds().uncovered(), "of " + client);
    }
    if (server.isJvm()) {
      assertEquals(List.of(), met.serverEnds().uncovered(), () -> "of " + server + trial.printed());
      assertTrue(
          met.serverEnds().facing(met.clientEnds()).size() > 0,
          client + " is not met by " + server);
    }
  }
}
