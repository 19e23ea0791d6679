package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What became of one JVM: what it printed, how it ended, and what the kernel had for its
 * connections, if it had any.
 */
record Ran(int status, List<String> out, List<String> err, List<String> kernel) {

  private static final String TALK = "programs.guest.Talk";
  private static final List<String> TALKS = List.of("came: SC");

  /** A program without connections, by its JVM's arguments. */
  static Ran program(Jdk jdk, String... arguments) throws Exception {
    return command(commandLine(jdk, List.of(arguments)), Map.of());
  }

  /** Any command that ends by itself. */
  static Ran command(List<String> command, Map<String, String> environment) throws Exception {
    try (ChildJvm child = ChildJvm.run(command, environment)) {
      child.say("");
      return new Ran(child.exitStatus(), child.out(), child.err(), List.of());
    }
  }

  /** {@code programs.guest.Talk} with these options for its JVM. */
  static Ran talk(Jdk jdk, String... options) throws Exception {
    return talk(jdk, List.of(options), ChildJvm.programs(), TALK);
  }

  /** A program that ends as Talk does. */
  static Ran talk(Jdk jdk, List<String> options, String classPath, String... program)
      throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-cp", classPath));
    arguments.addAll(List.of(program));
    return talk(commandLine(jdk, arguments), Map.of());
  }

  /** A command that comes to run a program that ends as Talk does, in the same process. */
  static Ran talk(List<String> command, Map<String, String> environment) throws Exception {
    try (ChildJvm child = ChildJvm.run(command, environment)) {
      child.awaitLine("came: ");
      List<String> kernel = KernelSockets.of(child.pid()).stream().map(Row::values).toList();
      child.say("");
      return new Ran(child.exitStatus(), child.out(), child.err(), kernel);
    }
  }

  static List<String> commandLine(Jdk jdk, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("java"));
    command.addAll(arguments);
    return command;
  }

  /** It ran as it does without the agent, and its four connections' ends were given this. */
  void isCoveredWith(String values) {
    assertAll(
        this::talkedAsWithoutTheAgent,
        () -> assertEquals(List.of(values, values, values, values), kernel, this::toString));
  }

  /** It ran as it does without the agent. */
  void talkedAsWithoutTheAgent() {
    assertAll(
        () -> assertEquals(TALKS, out, this::toString),
        () -> assertEquals(3, status, this::toString));
  }

  /** What the agent said, of all that is on standard error. */
  List<String> agentsLines() {
    return err.stream().filter(line -> line.startsWith("ka-agent")).toList();
  }

  /** What others said on standard error. */
  List<String> othersLines() {
    return err.stream().filter(line -> !line.startsWith("ka-agent")).toList();
  }
}
