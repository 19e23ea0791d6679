package io.github.kaagent.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.prometheus.jmx.JavaAgent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of the README and of the examples' pages is run as it stands, unless {@link Pages}
 * says what to do with it instead. So new blocks are run.
 */
class CommandsTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern TEST = Pattern.compile("\\w+Test\\b");
  private static final String RULES = "idle  = 60";

  @TempDir Path folder;

  @AutoClose StandIns standIns;

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(TOP.resolve("examples"))) {
      return Stream.concat(Stream.of(TOP.resolve("README.md")), files)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.toString().contains("/target/"))
          .map(TOP::relativize)
          .sorted()
          .toList();
    }
  }

  @BeforeEach
  void fill() throws Exception {
    standIns = new StandIns(folder);
    Files.copy(
        Path.of(JavaAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
        folder.resolve("jmx_prometheus_javaagent.jar"));
    Files.createSymbolicLink(folder.resolve("examples"), TOP.resolve("examples"));
    Path target = Files.createDirectories(folder.resolve("agent/target"));
    Files.copy(ChildJvm.jar(), target.resolve("ka-agent.jar"));
  }

  /** JUnit would warn of a link that leads out of the temporary folder. */
  @AfterEach
  void unlink() throws IOException {
    Files.delete(folder.resolve("examples"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyBlockDoesWhatItSays(Path page) throws Exception {
    Set<String> printed = new TreeSet<>();
    for (Block block : Block.of(TOP.resolve(page))) {
      String where = page + ":" + block.line() + ": ";
      if (begin(block.first(), Pages.PRINTED)) {
        block.lines().forEach(line -> assertPrinted(where, line, printed));
      } else if (block.first().startsWith(RULES)) {
        Files.write(folder.resolve("ka/rules.conf"), block.lines());
        run(where, "java -jar ka-agent.jar check config=/ka/rules.conf");
      } else if (!begin(block.first(), Pages.SHOWN.keySet())) {
        List<String> commands =
            block.lines().stream().filter(line -> !begin(line, Pages.NOT_RUN.keySet())).toList();
        run(where, String.join("\n", commands)).forEach(line -> printed.add(loosely(line)));
      }
    }
  }

  @Test
  void whatPagesSaysIsOnAPageAndNamesTestsThatAreThere() throws Exception {
    List<String> lines = new ArrayList<>();
    for (Path page : pages()) {
      Block.of(TOP.resolve(page)).forEach(block -> lines.addAll(block.lines()));
    }
    Set<String> gone = new TreeSet<>(Pages.PRINTED);
    gone.addAll(Pages.NOT_RUN.keySet());
    gone.addAll(Pages.SHOWN.keySet());
    gone.addAll(Pages.PRINT.keySet());
    gone.removeIf(start -> lines.stream().anyMatch(line -> line.startsWith(start)));
    Set<String> tests = new TreeSet<>();
    Stream.of(Pages.NOT_RUN, Pages.SHOWN)
        .map(Map::values)
        .flatMap(Collection::stream)
        .flatMap(why -> TEST.matcher(why).results().map(MatchResult::group))
        .forEach(test -> tests.add(test + ".java"));
    try (Stream<Path> files = Files.walk(TOP)) {
      files.forEach(file -> tests.remove(file.getFileName().toString()));
    }

    assertEquals(Set.of(), gone);
    assertEquals(Set.of(), tests);
  }

  /** Runs commands; returns what they print. If they name a PID, the application runs meanwhile. */
  private List<String> run(String where, String commands) throws Exception {
    try (ChildJvm target = standIns.target(commands);
        ChildJvm shell = standIns.run(commands, target)) {
      assertEquals(0, shell.exitStatus(), () -> where + shell.printed());
      List<String> printed = Stream.of(shell.out(), shell.err()).flatMap(List::stream).toList();
      Pages.PRINT.forEach(
          (command, part) ->
              assertTrue(
                  commands.lines().noneMatch(line -> line.startsWith(command))
                      || printed.stream().anyMatch(line -> line.contains(part)),
                  () -> where + command + " does not print " + part + shell.printed()));
      return printed.stream().map(standIns::back).toList();
    }
  }

  private static void assertPrinted(String where, String line, Set<String> printed) {
    assertTrue(
        Pages.ROW.matcher(line).find() || printed.contains(loosely(line)),
        () -> where + line + "\nis not among\n" + String.join("\n", printed));
  }

  private static boolean begin(String line, Collection<String> starts) {
    return starts.stream().anyMatch(line::startsWith);
  }

  /** A line without what differs from run to run: programs, numbers, the widths of columns. */
  private static String loosely(String line) {
    return line.replaceAll("programs\\.[\\w.]+", "PROGRAM")
        .replaceAll("\\d[\\d.:TZ-]*", "0")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
