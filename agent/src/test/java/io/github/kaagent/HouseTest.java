package io.github.kaagent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may use which others, that each has its page; and the list of unit tests. */
class HouseTest {

  private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "kaagent");
  private static final Path JFR = Path.of("src", "main", "jfr", "io", "github", "kaagent");
  private static final Pattern USE =
      Pattern.compile("(?<!package )\\bio\\.github\\.kaagent\\.(\\w+)\\.[A-Z]");

  /** Each package, from top to bottom, and the packages below it that it may use. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.ofEntries(
          Map.entry("launch", Set.of()),
          Map.entry(
              "cli",
              Set.of(
                  "attach",
                  "status",
                  "enforce",
                  "descriptors",
                  "options",
                  "arguments",
                  "settings")),
          Map.entry(
              "agent",
              Set.of(
                  "attach",
                  "weave",
                  "enforce",
                  "status",
                  "jfr",
                  "log",
                  "descriptors",
                  "options",
                  "arguments",
                  "settings",
                  "bridge")),
          Map.entry("attach", Set.of()),
          Map.entry("weave", Set.of("options", "settings", "bridge")),
          Map.entry("enforce", Set.of("descriptors", "options", "settings", "bridge")),
          Map.entry("status", Set.of("descriptors", "options")),
          Map.entry("log", Set.of()),
          Map.entry("jfr", Set.of()),
          Map.entry("descriptors", Set.of("options")),
          Map.entry("options", Set.of("settings", "bridge")),
          Map.entry("arguments", Set.of("settings")),
          Map.entry("settings", Set.of()),
          Map.entry("bridge", Set.of()));

  @Test
  void eachPackageUsesOnlyThoseBelowIt() throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> seen = new TreeSet<>();
    for (Path file : sources()) {
      String own = file.getName(SOURCES.getNameCount()).toString();
      seen.add(own);
      Matcher use = USE.matcher(withoutJavadocAndStrings(Files.readString(file)));
      while (use.find()) {
        String used = use.group(1);
        if (!used.equals(own) && !MAY_USE.getOrDefault(own, Set.of()).contains(used)) {
          wrong.add(file.getFileName() + " of " + own + " uses " + used);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(new TreeSet<>(MAY_USE.keySet()), seen);
  }

  /** Class names in Javadoc and strings are no uses: launch loads the others by such strings. */
  private static String withoutJavadocAndStrings(String source) {
    return source.replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("\"[^\"\n]*\"", "\"\"");
  }

  @Test
  void theOrderHasNoCircle() {
    for (String name : MAY_USE.keySet()) {
      assertFalse(reachable(name).contains(name), name);
    }
  }

  private static Set<String> reachable(String from) {
    Set<String> found = new TreeSet<>();
    List<String> open = new ArrayList<>(MAY_USE.get(from));
    while (!open.isEmpty()) {
      String next = open.remove(0);
      if (found.add(next)) {
        open.addAll(MAY_USE.get(next));
      }
    }
    return found;
  }

  @Test
  void everyPackageHasItsPage() throws IOException {
    for (Path file : sources()) {
      assertTrue(Files.exists(file.resolveSibling("package-info.java")), file::toString);
    }
  }

  /** One that has another name by now would run with those that start JVMs. */
  @Test
  void everyUnitTestThatIsListedIsThere() throws IOException {
    List<Path> tests;
    try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
      tests = files.toList();
    }
    for (String line : Files.readAllLines(Path.of("src", "test", "unit-tests.txt"))) {
      PathMatcher listed = FileSystems.getDefault().getPathMatcher("glob:" + line);
      assertTrue(line.startsWith("#") || tests.stream().anyMatch(listed::matches), line);
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root : List.of(SOURCES, JFR)) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }
}
