package io.github.kaagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where {@code prime} can write, and what it says where it can't; that it serves is CacheTest's.
 */
class PrimeTest {

  private static final String REMEDY = "; name a directory that is yours alone";

  @TempDir Path folder;

  @Test
  void aDirectoryWithACommaIsUsedByWayOfAFile() throws Exception {
    Path directory = folder.resolve("a,b");
    try (ChildJvm prime = ChildJvm.run(prime(directory), Map.of())) {
      assertEquals(0, prime.exitStatus(), prime::printed);
      String last = prime.out().get(prime.out().size() - 1);
      assertTrue(
          last.endsWith("used with the line cache = " + directory + " in a config file"), last);
    }
    Path config = Files.writeString(folder.resolve("config"), "cache = " + directory + "\n");
    try (ChildJvm child =
        ChildJvm.start(
            Jdks.current(),
            ChildJvm.agent("config=" + config),
            "-verbose:class",
            "-cp",
            ChildJvm.programs(),
            "programs.OpensConnection",
            "0")) {
      child.awaitLine("open true true");
      child.say("");
      assertEquals(0, child.exitStatus(), child::printed);
      assertTrue(child.out().stream().noneMatch(line -> line.contains("net.bytebuddy")));
    }
  }

  @Test
  void aFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    refused(prime(file), file + " can't be primed: " + file + " is no directory" + REMEDY);
  }

  @Test
  void aDirectoryBelowAFile() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    Path below = file.resolve("below");

    refused(prime(below), below + " can't be primed: " + file + " is no directory" + REMEDY);
  }

  @Test
  void aDirectoryThatAnybodyMayWrite() throws Exception {
    Path open = Files.createDirectory(folder.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

    refused(prime(open), open + " is not primed: anybody may write it" + REMEDY);
  }

  @Test
  void aFolderOfAnotherUser() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "root alone can be somebody else");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path directory = folder.resolve("new");
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    command.addAll(prime(directory));

    refused(command, directory + " can't be primed: user nobody can't write " + folder + REMEDY);
  }

  private static List<String> prime(Path directory) {
    return List.of(
        Jdks.current().tool("java"),
        "-jar",
        ChildJvm.jar().toString(),
        "prime",
        directory.toString());
  }

  private static void refused(List<String> command, String line) throws Exception {
    try (ChildJvm prime = ChildJvm.run(command, Map.of())) {
      assertEquals(1, prime.exitStatus(), prime::printed);
      assertEquals(List.of("ka-agent: " + line), prime.err());
      assertEquals(List.of(), prime.out());
    }
  }
}
