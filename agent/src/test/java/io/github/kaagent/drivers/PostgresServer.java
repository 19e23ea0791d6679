package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's package on a free port, its data in a folder of its own. It
 * refuses to run as root: then it runs as the user that the package has made.
 */
final class PostgresServer {

  private final Path programs = programs();
  private final Path folder;
  private final String data;
  private final int port = Machine.unusedPort();
  private ChildJvm server;

  PostgresServer() throws IOException {
    folder = Files.createTempDirectory("ka-postgres");
    data = folder.resolve("data").toString();
  }

  /** Whether or not this comes to its end, {@link #stop} is to follow. */
  void start() throws Exception {
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(asItsUser("initdb", "--no-sync", "-D", data, "-U", "postgres", "-A", "trust"));
    server =
        ChildJvm.run(
            asItsUser(
                "postgres",
                "-F",
                "-D",
                data,
                "-k",
                folder.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port)),
            Map.of());
    server.awaitError("ready to accept connections");
  }

  /** Its processes too, and the shared memory that they have: they have to end by themselves. */
  void stop() throws Exception {
    try (ChildJvm postgres = server) {
      if (postgres != null) {
        run(asItsUser("pg_ctl", "stop", "-m", "immediate", "-w", "-D", data));
      }
    } finally {
      run(List.of("rm", "-rf", folder.toString()));
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  /** Of the newest version: 15 or, long ago, 9.6. */
  private static Path programs() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .max(Comparator.comparing(version -> Double.valueOf(version.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private List<String> asItsUser(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    words.add(programs.resolve(program).toString());
    words.addAll(List.of(arguments));
    return words;
  }

  private static void run(List<String> command) throws Exception {
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
    }
  }
}
