package io.github.kaagent.programs;

import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.programs.Trial.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The results, one line for each server and client, in {@code target/programs.md}. */
final class Report {

  private static final Path FILE = Path.of("target", "programs.md");

  private final StringBuilder text =
      new StringBuilder(
          "| program | version | JDK | client | ends covered: client's, server's | only with sweep"
              + " | lines of its log | exit status | up after ms: without, with |\n"
              + "|---|---|---|---|---|---|---|---|---|\n");

  private final StringBuilder forgiven = new StringBuilder();

  void add(Row server, Jdk jdk, List<Outcome> without, List<Outcome> with, List<String> passing) {
    passing.forEach(
        line ->
            forgiven.append(
                "%n%s, JDK %d, not in each run with the agent: %s"
                    .formatted(server.name(), jdk.feature(), line)));
    Outcome last = with.get(with.size() - 1);
    last.clients()
        .forEach(
            (client, met) -> {
              String line =
                  "| %s | %s | %d | %s | %d, %s | %s | %d | %d | %d, %d |"
                      .formatted(
                          server.name(),
                          server.version(),
                          jdk.feature(),
                          client,
                          met.clientEnds().size() - met.clientEnds().uncovered().size(),
                          server.isJvm() ? met.serverEnds().size() : "not a JVM",
                          met.clientEnds().uncovered().isEmpty()
                              ? ""
                              : met.clientEnds().uncovered().size(),
                          last.log().size(),
                          last.exitStatus(),
                          median(without),
                          median(with));
              System.out.println(line);
              text.append(line).append('\n');
            });
  }

  private static long median(List<Outcome> outcomes) {
    return outcomes.stream()
        .mapToLong(Outcome::startMillis)
        .sorted()
        .skip((outcomes.size() - 1) / 2)
        .findFirst()
        .orElseThrow();
  }

  void write() throws Exception {
    text.append(forgiven).append('\n');
    Files.writeString(FILE, text);
  }
}
