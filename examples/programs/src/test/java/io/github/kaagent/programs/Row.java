package io.github.kaagent.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One program of a table: its keys and values, in order; README.md explains the keys. */
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
   * {@code key value}, one per line; an indented line continues the value before it; an empty line
   * ends a row; {@code #} begins a comment.
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

  /** Whether it is always run, and not only with {@code -Pprograms}. */
  boolean isSmall() {
    return has("small");
  }

  /** The JDKs on which it is always run. */
  List<Integer> smallJdks() {
    return words("small").stream().map(Integer::valueOf).toList();
  }

  /** The release that {@code main} is compiled for, and so the oldest JDK that a client runs on. */
  int release() {
    return Integer.parseInt(get("release", "17"));
  }

  /** Whether it is a JVM, so that its ends of connections have to be covered. */
  boolean isJvm() {
    return !get("jvm", "yes").equals("no");
  }

  /** Feature versions of the JDKs that it is run on. */
  List<Integer> jdks() {
    return words("jdk").stream().map(Integer::valueOf).toList();
  }

  /** The program's version: the row's own or, without one, that of its first artifact. */
  String version() {
    List<String> artifacts = new ArrayList<>(words("jars"));
    artifacts.addAll(words("file"));
    return get("version", artifacts.isEmpty() ? "" : artifacts.get(0).split(":", -1)[2]);
  }

  /** The name, not all entries: it is in messages, and in the names of dynamic tests. */
  @Override
  public String toString() {
    return name();
  }
}
