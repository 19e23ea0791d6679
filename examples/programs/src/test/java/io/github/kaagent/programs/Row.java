package io.github.kaagent.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One program of a table: keys with their values, in order. {@code programs.md} beside the tables
 * says which keys there are.
 */
record Row(List<Map.Entry<String, String>> entries) {

  private static final Path TABLES = Path.of("src", "test", "resources");

  /** All rows of a table. */
  static List<Row> of(String table) {
    try {
      return parse(Files.readAllLines(TABLES.resolve(table)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@code key value}, one a line; a line that is indented goes on with the value before it; an
   * empty line ends a row; {@code #} begins a comment.
   */
  static List<Row> parse(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        add(entries, rows);
      } else if (line.startsWith("    ")) {
        Map.Entry<String, String> before = entries.remove(entries.size() - 1);
        entries.add(Map.entry(before.getKey(), before.getValue() + "\n" + line.substring(4)));
      } else if (!line.startsWith("#")) {
        String[] words = line.split(" +", 2);
        entries.add(Map.entry(words[0], words.length > 1 ? words[1] : ""));
      }
    }
    add(entries, rows);
    return rows;
  }

  private static void add(List<Map.Entry<String, String>> entries, List<Row> rows) {
    if (!entries.isEmpty()) {
      rows.add(new Row(List.copyOf(entries)));
      entries.clear();
    }
  }

  String name() {
    return get("name", "").strip();
  }

  boolean has(String key) {
    return !all(key).isEmpty();
  }

  String get(String key, String otherwise) {
    List<String> values = all(key);
    return values.isEmpty() ? otherwise : values.get(0);
  }

  List<String> all(String key) {
    return entries.stream().filter(e -> e.getKey().equals(key)).map(Map.Entry::getValue).toList();
  }

  /** The words of all values of this key. */
  List<String> words(String key) {
    return all(key).stream().flatMap(value -> List.of(value.split("\\s+", -1)).stream()).toList();
  }

  /** Whether this client talks to that server. */
  boolean meets(Row server) {
    return argumentsFor(server) != null;
  }

  /** The client's arguments for this server: {@code server NAME: ARGUMENTS}; null without one. */
  String argumentsFor(Row server) {
    String start = server.name() + ":";
    return all("server").stream()
        .filter(value -> value.startsWith(start))
        .map(value -> value.substring(start.length()).strip())
        .findFirst()
        .orElse(null);
  }

  /** Small rows are run always, the others with {@code -Pprograms}. */
  boolean isSmall() {
    return has("small");
  }

  /** Those on which it is run always. */
  List<Integer> smallJdks() {
    return words("small").stream().map(Integer::valueOf).toList();
  }

  /** What its {@code main} is compiled for, and so the oldest JDK that a client runs on. */
  int release() {
    return Integer.parseInt(get("release", "17"));
  }

  /** Whether it is a JVM, so that its ends have to be covered. */
  boolean isJvm() {
    return !get("jvm", "yes").equals("no");
  }

  /** Feature versions of the JDKs that it is run on. */
  List<Integer> jdks() {
    return words("jdk").stream().map(Integer::valueOf).toList();
  }

  /** As its author counts: that of its first artifact, if the row has none. */
  String version() {
    List<String> artifacts = new ArrayList<>(words("jars"));
    artifacts.addAll(words("file"));
    return get("version", artifacts.isEmpty() ? "" : artifacts.get(0).split(":", -1)[2]);
  }

  /** Never its whole text: the name of a dynamic test. */
  @Override
  public String toString() {
    return name();
  }
}
