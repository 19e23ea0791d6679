package io.github.kaagent.lab;

import io.github.kaagent.drivers.PostgresServer;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that a lab's connections go to: {@code programs.lab.Peer} and PostgreSQL. {@link
 * #stop} closes the lab, too, but last: the command that stops PostgreSQL runs in it.
 */
final class OtherEnd {

  private static final String PORT = "7000";

  private final Lab lab;
  private final ChildJvm peer;
  private final PostgresServer postgres;

  OtherEnd(Lab lab) throws Exception {
    this.lab = lab;
    postgres = new PostgresServer(lab.wordsForThere(), Lab.THERE, "10.0.0.0/8");
    try {
      peer =
          lab.startThere(
              Jdks.current(), List.of("-cp", ChildJvm.programs(), "programs.lab.Peer", PORT));
      peer.awaitLine("listening");
      postgres.start();
    } catch (Exception | AssertionError e) {
      stop();
      throw e;
    }
  }

  void stop() throws Exception {
    try {
      postgres.stop();
    } finally {
      lab.close();
    }
  }

  /** The kinds of connection, of those given, that this JDK has. */
  static List<String> kinds(Jdk jdk, String... kinds) {
    return Stream.of(kinds)
        .filter(kind -> !kind.equals("HttpClient") || jdk.feature() >= 11)
        .toList();
  }

  /** Starts {@code programs.lab.Asks} with a connection of each of these kinds. */
  ChildJvm startAsking(Jdk jdk, String option, List<String> kinds) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                option,
                "-cp",
                ChildJvm.programs() + File.pathSeparator + libraries(),
                "programs.lab.Asks",
                Lab.THERE,
                PORT,
                String.valueOf(postgres.port())));
    arguments.addAll(kinds);
    return lab.startHere(jdk, arguments);
  }

  /** Waits until the {@code never} requests of one program have arrived on all its connections. */
  void awaitHeard(List<String> kinds) {
    for (String kind : kinds) {
      if (kind.equals("pgjdbc")) {
        postgres.awaitQuery("pg_sleep");
      } else {
        peer.awaitLine("heard");
      }
    }
  }

  private static String libraries() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("ka.lab.libraries")))) {
      return files.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }
}
