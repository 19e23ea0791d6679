package io.github.kaagent.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples that are one command, in a copy of the sources in which nothing is built yet. */
class CleanCloneTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> LEFT_OUT = Set.of("target", ".git");
  private static final Pattern COVERED =
      Pattern.compile(" +\\S+ +\\S+ +keepalive .* 60/60/20 +- .* yes");

  @TempDir static Path clone;

  @BeforeAll
  static void copy() throws IOException {
    Files.walkFileTree(
        TOP,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path from, BasicFileAttributes attributes)
              throws IOException {
            if (LEFT_OUT.contains(from.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(clone.resolve(TOP.relativize(from)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path from, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(from, clone.resolve(TOP.relativize(from)));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Test
  void theFirstEndsWithTheKernelsTableOfCoveredConnections() throws Exception {
    List<String> out = run("echo");

    assertEquals(
        2, out.stream().filter(line -> COVERED.matcher(line).matches()).count(), () -> "" + out);
  }

  @Test
  void theLabPrintsWhatItsPageShows() throws Exception {
    assertPrints("lab", Set.of("| "));
  }

  @Test
  void thePoolPrintsWhatItsPageShows() throws Exception {
    assertPrints("jdbc-pool", Set.of("with", "[pool-"));
  }

  /** Compares the lines with these starts; their numbers and order don't matter. */
  private static void assertPrints(String example, Set<String> starts) throws Exception {
    List<String> page = Files.readAllLines(TOP.resolve("examples/" + example + "/README.md"));
    Set<String> shown = withoutNumbers(page, starts);
    assertTrue(shown.size() >= 4, shown::toString);
    assertEquals(shown, withoutNumbers(run(example), starts));
  }

  private static Set<String> withoutNumbers(List<String> lines, Set<String> starts) {
    Set<String> all = new TreeSet<>();
    for (String line : lines) {
      if (starts.stream().anyMatch(line::startsWith)) {
        all.add(line.replaceAll("@\\w+|\\d+", "0"));
      }
    }
    return all;
  }

  /** Runs an example; returns the lines that it prints, standard error last. */
  private static List<String> run(String example) throws Exception {
    if (!example.equals("echo")) {
      requireNetworks();
    }
    String command = clone.resolve("examples/" + example + "/run").toString();
    String path = Jdks.current().home().resolve("bin") + ":" + System.getenv("PATH");
    try (ChildJvm child =
        ChildJvm.run(
            List.of(command), Map.of("PATH", path, "JAVA_HOME", "" + Jdks.current().home()))) {
      child.endInput();
      assertEquals(0, child.exitStatus(), child::printed);
      return Stream.of(child.out(), child.err()).flatMap(List::stream).toList();
    }
  }

  /** Aborts where no network namespace can be made or, as the lab of the tests, fails in CI. */
  private static void requireNetworks() throws Exception {
    try (ChildJvm network = ChildJvm.run(List.of("unshare", "--net", "true"), Map.of())) {
      if (network.exitStatus() != 0) {
        String line = "NOT TESTED: EXAMPLES THAT NEED ROOT AND NETWORK NAMESPACES";
        if ("true".equals(System.getenv("CI"))) {
          fail(line);
        }
        abort(line);
      }
    }
  }
}
