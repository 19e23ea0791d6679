package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's package on a free port, its data in a folder of its own. It
 * refuses to run as root: then it runs as the user that the package has made.
 */
final class PostgresServer {

  private final Path folder;
  private final int port;
  private final ChildJvm server;

  PostgresServer() throws Exception {
    Path programs = programs();
    folder = Files.createTempDirectory("ka-postgres");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    String data = folder.resolve("data").toString();
    run(
        asItsUser(
            programs.resolve("initdb").toString(), "-D", data, "-U", "postgres", "-A", "trust"));
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    server =
        ChildJvm.run(
            asItsUser(
                programs.resolve("postgres").toString(),
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

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  private static Path programs() throws IOException {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow().resolve("bin");
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asItsUser(String... command) {
    List<String> words = new ArrayList<>();
    if (isRoot()) {
      words.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
    }
    words.addAll(List.of(command));
    return words;
  }

  private static void run(List<String> command) throws Exception {
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
    }
  }

  void stop() throws Exception {
    server.close();
    run(List.of("rm", "-rf", folder.toString()));
  }
}
