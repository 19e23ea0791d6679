package io.github.kaagent.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The JDKs that the tests use: those in the subfolders of the folder that the system property
 * {@code ka.jdks} or the variable KA_JDKS names, and the JDK that runs the tests; only one of each
 * feature version.
 */
public final class Jdks {

  private static final SortedMap<Integer, Jdk> FOUND = find();

  private Jdks() {}

  /** All of them, oldest first. */
  public static Collection<Jdk> all() {
    return FOUND.values();
  }

  /** Those of this feature version and later, oldest first. */
  public static Collection<Jdk> from(int feature) {
    return FOUND.tailMap(feature).values();
  }

  public static Jdk oldest() {
    return FOUND.get(FOUND.firstKey());
  }

  public static Jdk newest() {
    return FOUND.get(FOUND.lastKey());
  }

  /** The JDK that runs the tests. */
  public static Jdk current() {
    return FOUND.get(Runtime.version().feature());
  }

  /**
   * The JDK of this feature version. If there is none, the calling test is aborted with a message.
   */
  public static Jdk feature(int feature) {
    Jdk jdk = FOUND.get(feature);
    assumeTrue(jdk != null, () -> "NOT TESTED: no JDK " + feature + " among " + FOUND.values());
    return jdk;
  }

  /** The JDKs of these feature versions; if there are none, the JDK that runs the tests. */
  public static Collection<Jdk> those(Integer... features) {
    SortedMap<Integer, Jdk> chosen = new TreeMap<>(FOUND);
    chosen.keySet().retainAll(List.of(features));
    return chosen.isEmpty() ? List.of(current()) : chosen.values();
  }

  private static SortedMap<Integer, Jdk> find() {
    SortedMap<Integer, Jdk> found = new TreeMap<>();
    Path folder =
        Path.of(System.getProperty("ka.jdks", System.getenv().getOrDefault("KA_JDKS", "")));
    if (Files.isDirectory(folder)) {
      try (Stream<Path> homes = Files.list(folder)) {
        homes
            .filter(home -> Files.isExecutable(home.resolve("bin/java")))
            .sorted()
            .map(Jdks::ask)
            .forEach(jdk -> found.put(jdk.feature(), jdk));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    found.putIfAbsent(
        Runtime.version().feature(),
        new Jdk(Runtime.version().feature(), Path.of(System.getProperty("java.home"))));
    return found;
  }

  /** Asks the JVM for its version: not every packaged JDK 8 has a file named release. */
  private static Jdk ask(Path home) {
    ProcessBuilder java =
        new ProcessBuilder(
            home.resolve("bin/java").toString(), "-XshowSettings:properties", "-version");
    java.environment()
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    try {
      Process process = java.redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
      List<String> version =
          text.lines()
              .map(String::strip)
              .filter(line -> line.startsWith("java.specification.version = "))
              .map(line -> line.substring(line.indexOf('=') + 2))
              .toList();
      if (version.isEmpty()) {
        throw new IllegalStateException(home + " is no JDK: " + text);
      }
      String number = version.get(0);
      return new Jdk(
          Integer.parseInt(number.startsWith("1.") ? number.substring(2) : number), home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JDK: its feature version (8, 11, ...) and its folder. */
  public record Jdk(int feature, Path home) {

    /** The path of one of its tools, {@code java} for example. */
    public String tool(String name) {
      return home.resolve("bin").resolve(name).toString();
    }

    @Override
    public String toString() {
      return "JDK " + feature;
    }
  }
}
