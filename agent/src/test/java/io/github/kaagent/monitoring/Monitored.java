package io.github.kaagent.monitoring;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A JVM with 30 connections. The kernel refuses one option, so that every socket has a failure. */
final class Monitored {

  static final Path EXAMPLES = Path.of("..", "examples");

  private Monitored() {}

  /** Starts the JVM with the agent and these options; it prints {@code ready}. */
  static ChildJvm start(Jdk jdk, Path folder, String... options) throws Exception {
    String intvl = "6 5 92"; // TCP_KEEPINTVL is refused with ENOPROTOOPT.
    List<String> command = new ArrayList<>();
    command.add(Compiled.in(folder, "refuse").toString());
    command.addAll(List.of(intvl.split(" ", -1)));
    command.add(jdk.tool("java"));
    command.addAll(List.of(options));
    command.addAll(List.of(ChildJvm.agent("idle=61"), "-cp", ChildJvm.programs()));
    command.addAll(List.of("programs.attach.Holds", "30"));
    return ChildJvm.run(command, Map.of());
  }

  /** The first group of every match of a pattern in a file. */
  static List<String> found(Pattern pattern, Path file) throws IOException {
    return pattern.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
  }

  /** The JDKs that the agent is monitored on. */
  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }
}
