package io.github.kaagent.programs;

import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server, run once on one JDK, with or without the agent, and its clients one after another. */
final class Trial implements AutoCloseable {

  private static final String TOOL_OPTIONS = "JAVA_TOOL_OPTIONS";

  private final Row server;
  private final Jdk jdk;
  private final Programs programs;
  private final String agent;
  private final Path folder;
  private final Path where;
  private final Room room;
  private final Map<String, String> variables = new HashMap<>();
  private final Map<String, Met> clients = new LinkedHashMap<>();
  private final Started started;
  private final long startMillis;

  /** What a client did: its log, its exit status, its ends of connections, and the server's. */
  record Met(Log log, int exitStatus, Ends clientEnds, Ends serverEnds) {}

  /** The results of a trial, after the server has ended. */
  record Outcome(
      Log log, long agentLines, int exitStatus, long startMillis, Map<String, Met> clients) {}

  /** Starts the server, waits until it is up; {@code agent}: the agent's arguments, or empty. */
  Trial(Row server, Jdk jdk, Programs programs, String agent) throws Exception {
    this.server = server;
    this.jdk = jdk;
    this.programs = programs;
    this.agent = agent;
    folder = programs.newFolder();
    where = Files.createDirectories(folder.resolve("program"));
    room = Room.open(folder);
    try {
      furnish();
      long begin = System.nanoTime();
      started =
          room.start(words(server.get("run", "")), environment(server, agent), where, output());
      if (server.has("line")) {
        started.awaitLine(log(), server.get("line", ""));
      }
      for (String port : server.words("port")) {
        started.awaitPort(Integer.parseInt(port));
      }
      startMillis = (System.nanoTime() - begin) / 1_000_000;
    } catch (Exception | AssertionError e) {
      room.close();
      throw e;
    }
  }

  private Path output() {
    return folder.resolve("output");
  }

  private Path log() {
    return server.has("log") ? where.resolve(server.get("log", "")) : output();
  }

  private void furnish() throws Exception {
    programs.unpack(server, where);
    variables.put("dir", where.toString());
    variables.put("jdk", jdk.home().toString());
    variables.put("java", jdk.tool("java"));
    variables.put("cp", programs.classPath(server));
    for (String file : server.all("write")) {
      String[] parts = file.split("\n", 2);
      Path path = where.resolve(parts[0].strip());
      Files.createDirectories(path.getParent());
      Files.writeString(path, filledIn(parts[1]) + "\n");
    }
    if (server.has("user")) {
      command(List.of("chown", "-R", server.get("user", ""), where.toString()));
    }
    for (String before : server.all("before")) {
      command(words(before));
    }
  }

  /** Runs a command that has to come before the server's start, without the agent. */
  private void command(List<String> words) throws Exception {
    Map<String, String> environment = new HashMap<>(environment(server, agent));
    environment.remove(options(server));
    try (Started command = room.start(words, environment, where, folder.resolve("before"))) {
      if (command.exitStatus() != 0) {
        throw new AssertionError(words + command.printed());
      }
    }
  }

  /** The variable by which the program is given the agent. */
  private static String options(Row row) {
    return row.get("options", TOOL_OPTIONS);
  }

  private Map<String, String> environment(Row row, String agent) {
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", jdk.home().toString());
    environment.put("PATH", jdk.home().resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("HOME", where.toString());
    for (String variable : row.all("env")) {
      String[] parts = filledIn(variable).split("=", 2);
      environment.put(parts[0], parts[1]);
    }
    if (row.isJvm() && !agent.isEmpty()) {
      environment.put(options(row), "-javaagent:" + programs.agent() + "=" + agent);
    }
    return environment;
  }

  private List<String> words(String command) {
    List<String> words = new ArrayList<>();
    if (server.has("user")) {
      words.addAll(List.of("setpriv", "--reuid=" + server.get("user", ""), "--clear-groups"));
    }
    Stream.of(command.strip().split("\\s+", -1)).map(this::filledIn).forEach(words::add);
    return words;
  }

  private String filledIn(String text) {
    String result = text;
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      result = result.replace("{" + variable.getKey() + "}", variable.getValue());
    }
    return result;
  }

  /** Has a client connect, reads both ends of its connections while it waits, and ends it. */
  Met meet(Row client, String agent, boolean awaitSweep) throws Exception {
    Jdk clientJdk = jdk.feature() < client.release() ? Jdks.feature(client.release()) : jdk;
    List<String> command = new ArrayList<>(List.of(clientJdk.tool("java"), "-cp"));
    command.add(programs.classPath(client));
    command.addAll(client.words("option"));
    command.add(client.get("main", ""));
    command.addAll(List.of(filledIn(client.argumentsFor(server)).split("\\s+", -1)));
    Path output = folder.resolve("client");
    try (Started started = room.start(command, environment(client, agent), folder, output)) {
      started.awaitLine("connected");
      Ends clientEnds = Ends.of(started.jvms());
      for (int tries = 0;
          awaitSweep && !agent.isEmpty() && tries < 100 && !clientEnds.uncovered().isEmpty();
          tries++) {
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        clientEnds = Ends.of(started.jvms());
      }
      Ends serverEnds = server.isJvm() ? Ends.of(this.started.jvms()) : new Ends(List.of());
      int exitStatus = started.endInput();
      Met met =
          new Met(
              Log.of(started.lines(), client.all("varies")), exitStatus, clientEnds, serverEnds);
      clients.putIfAbsent(client.name(), met);
      return met;
    }
  }

  /** Terminates the server, and returns what was seen. */
  Outcome end() {
    int exitStatus = started.terminate();
    List<String> lines = new ArrayList<>(started.lines());
    for (String log : server.all("log")) {
      lines.addAll(Started.lines(where.resolve(log)));
    }
    List<String> plain =
        lines.stream().map(line -> line.replace(folder.toString(), "FOLDER")).toList();
    long agentLines =
        plain.stream()
            .filter(line -> line.contains("ka-agent") && line.contains("enforcing idle=61"))
            .count();
    return new Outcome(
        Log.of(plain, server.all("varies")), agentLines, exitStatus, startMillis, clients);
  }

  String printed() {
    return started.printed();
  }

  @Override
  public void close() throws IOException {
    try {
      started.close();
    } finally {
      room.close();
      programs.delete(folder);
    }
  }
}
