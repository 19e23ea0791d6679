package io.github.kaagent.programs;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The README's table, made from the rows; {@link ProgramsTest} checks what it says. */
final class ProgramTable {

  private static final String HEAD =
      """
      | program | version | JDK | with | ends covered | what only `sweep` sees |
      |---|---|---|---|---|---|
      """;

  private ProgramTable() {}

  static String markdown(List<Row> servers, List<Row> clients) {
    Stream<String> lines =
        Stream.concat(
            servers.stream().filter(Row::isJvm).map(server -> line(server, clients, servers)),
            clients.stream().map(client -> line(client, servers, servers)));
    return HEAD + lines.collect(Collectors.joining());
  }

  /** The line of a server with its clients, or of a client with its servers. */
  private static String line(Row row, List<Row> others, List<Row> servers) {
    boolean isServer = servers.contains(row);
    List<Row> met =
        others.stream().filter(other -> isServer ? other.meets(row) : row.meets(other)).toList();
    boolean both = isServer || met.stream().anyMatch(Row::isJvm);
    return "| %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            row.name() + (row.has("options") ? ", by " + row.get("options", "") : ""),
            row.version(),
            isServer ? words(row.jdks()) : words(jdks(row, met)),
            met.stream().map(Row::name).collect(Collectors.joining("; ")),
            row.has("sweep") ? "the server's" : both ? "both" : "its own",
            row.get("sweep", "-"));
  }

  /** A client runs on its server's JDK, unless that is too old for it. */
  private static Collection<Integer> jdks(Row client, List<Row> servers) {
    return servers.stream()
        .flatMap(server -> server.jdks().stream())
        .map(jdk -> Math.max(jdk, client.release()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String words(Collection<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
