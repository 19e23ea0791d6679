package io.github.kaagent.programs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rows' files: their artifacts, unpacked or compiled once, and the agent's jar. */
final class Programs implements AutoCloseable {

  private final Path folder;
  private final Artifacts artifacts;
  private final Map<String, String> classPaths = new HashMap<>();
  private int folders;

  Programs(List<Row> rows) throws Exception {
    // Every user has to get in: some programs refuse to run as root.
    folder = Files.createTempDirectory("ka-programs");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.copy(Path.of(System.getProperty("ka.jar")), agent());
    artifacts = Artifacts.resolve(rows, Files.createDirectories(folder.resolve("maven")));
  }

  /** The agent's jar, where every user can read it. */
  Path agent() {
    return folder.resolve("ka-agent.jar");
  }

  /** Makes an empty folder. */
  Path newFolder() throws IOException {
    return Files.createDirectories(folder.resolve("run-" + folders++));
  }

  /** The jars of a row and, if it has a {@code main}, its compiled source. */
  String classPath(Row row) throws Exception {
    String known = classPaths.get(row.name());
    if (known == null) {
      List<Path> jars =
          artifacts.of(row).stream().filter(file -> file.toString().endsWith(".jar")).toList();
      known = Sources.compile(row, jars, folder.resolve("classes"));
      classPaths.put(row.name(), known);
    }
    return known;
  }

  /** Unpacks a row's archives into a folder, without their outermost folder. */
  void unpack(Row row, Path where) throws IOException {
    for (Path file : artifacts.of(row)) {
      if (file.toString().endsWith(".tar.gz")) {
        run("tar", "xzf", file.toString(), "-C", where.toString());
      } else if (file.toString().endsWith(".zip")) {
        run("unzip", "-q", file.toString(), "-d", where.toString());
      }
    }
    List<Path> unpacked;
    try (Stream<Path> files = Files.list(where)) {
      unpacked = files.toList();
    }
    if (unpacked.size() == 1) {
      Path top = where.resolveSibling("top");
      Files.move(unpacked.get(0), top);
      Files.delete(where);
      Files.move(top, where);
    }
  }

  void delete(Path unpacked) throws IOException {
    run("rm", "-rf", unpacked.toString());
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    delete(folder);
  }
}
