package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of Debian's package on a free port, its data in a folder of its own. It
 * refuses to run as root: root runs it as the user that the package has created.
 */
public final class PostgresServer {

  private final Path programs = programs();
  private final Path folder;
  private final String data;
  private final int port = Machine.unusedPort();
  private final List<String> where;
  private final String host;
  private final String clients;
  private ChildJvm server;

  PostgresServer() throws IOException {
    this(List.of(), "127.0.0.1", "127.0.0.1/32");
  }

  /** {@code where}: words before each command, to run it there; {@code clients}: their network. */
  public PostgresServer(List<String> where, String host, String clients) throws IOException {
    this.where = where;
    this.host = host;
    this.clients = clients;
    folder = Files.createTempDirectory("ka-postgres");
    data = folder.resolve("data").toString();
  }

  /** Starts the server. Even if this fails, {@link #stop} has to be called. */
  public void start() throws Exception {
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(asItsUser("initdb", "--no-sync", "-D", data, "-U", "postgres", "-A", "trust"));
    Files.writeString(
        Path.of(data, "pg_hba.conf"),
        "host all all " + clients + " trust\n",
        StandardOpenOption.APPEND);
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
                host,
                "-p",
                String.valueOf(port),
                "-c",
                "log_statement=all"),
            Map.of());
    server.awaitError("ready to accept connections");
  }

  /** Stops all its processes, which have to end by themselves to remove their shared memory. */
  public void stop() throws Exception {
    try (ChildJvm postgres = server) {
      if (postgres != null) {
        run(asItsUser("pg_ctl", "stop", "-m", "immediate", "-w", "-D", data));
      }
    } finally {
      run(List.of("rm", "-rf", folder.toString()));
    }
  }

  public int port() {
    return port;
  }

  /** Waits for the next query that contains this. */
  public void awaitQuery(String part) {
    server.awaitError(part);
  }

  String url() {
    return "jdbc:postgresql://" + host + ":" + port + "/postgres?user=postgres";
  }

  /** The folder of the newest version, which is a number: 15 or, long ago, 9.6. */
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
    List<String> words = new ArrayList<>(where);
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
