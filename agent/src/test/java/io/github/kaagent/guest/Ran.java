package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * How one JVM ran: its exit status, what it printed, and what the kernel had for its connections,
 * if it had any.
 */
record Ran(int status, List<String> out, List<String> err, List<Row> kernel) {

  private static final String TALK = "programs.guest.Talk";
  private static final List<String> TALKS = List.of("came: SC");

  /** Runs a program without connections; the arguments are those of its JVM. */
  static Ran program(Jdk jdk, String... arguments) throws Exception {
    return ended(ChildJvm.start(jdk, arguments));
  }

  /** Runs any command that ends by itself. */
  static Ran command(String... command) throws Exception {
    return ended(ChildJvm.run(List.of(command), Map.of()));
  }

  private static Ran ended(ChildJvm started) {
    try (started) {
      started.say("");
      return new Ran(started.exitStatus(), started.out(), started.err(), List.of());
    }
  }

  /** Runs {@code programs.guest.Talk} with these options for its JVM. */
  static Ran talk(Jdk jdk, String... options) throws Exception {
    return talk(jdk, List.of(options), ChildJvm.programs(), TALK);
  }

  /** Runs a program that ends as Talk does. */
  static Ran talk(Jdk jdk, List<String> options, String classPath, String... program)
      throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-cp", classPath));
    arguments.addAll(List.of(program));
    return talked(ChildJvm.start(jdk, arguments.toArray(String[]::new)));
  }

  /** Runs a command whose process becomes, by exec, a program that ends as Talk does. */
  static Ran talk(List<String> command) throws Exception {
    return talked(ChildJvm.run(command, Map.of()));
  }

  private static Ran talked(ChildJvm started) throws Exception {
    try (started) {
      started.awaitLine("came: ");
      List<Row> kernel = KernelSockets.of(started.pid());
      started.say("");
      return new Ran(started.exitStatus(), started.out(), started.err(), kernel);
    }
  }

  /** Asserts that Talk ran as without the agent, and that its four ends had these values. */
  void isCoveredWith(String values) {
    isCoveredWith(values, 0);
  }

  /** Asserts the same, and this user timeout in milliseconds. */
  void isCoveredWith(String values, int userTimeout) {
    assertAll(
        this::talkedAsWithoutTheAgent,
        () ->
            assertEquals(
                Collections.nCopies(4, values + " " + userTimeout), values(), this::toString));
  }

  /** What the kernel had for each end of its connections: {@code 1/60/60/20 0}. */
  List<String> values() {
    return kernel.stream().map(row -> row.values() + " " + row.userTimeout()).toList();
  }

  /** Asserts that Talk ran as it does without the agent. */
  void talkedAsWithoutTheAgent() {
    assertAll(
        () -> assertEquals(TALKS, out, this::toString),
        () -> assertEquals(3, status, this::toString));
  }

  /** The lines on standard error that are the agent's. */
  List<String> agentsLines() {
    return err.stream().filter(line -> line.startsWith("ka-agent")).toList();
  }

  /** The lines on standard error that are not the agent's. */
  List<String> othersLines() {
    return err.stream().filter(line -> !line.startsWith("ka-agent")).toList();
  }
}
