package io.github.kaagent.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs programs of this package in a JVM of a given JDK. */
final class Jvm {

  private final String java;

  private final Jars jars;

  Jvm(String home, Jars jars) {
    this.jars = jars;
    java = home + File.separator + "bin" + File.separator + "java";
  }

  String java() {
    return java;
  }

  /** The times that a run took, and what it printed. */
  static final class Run {
    final double wallMillis;
    final double cpuMillis;
    final List<String> lines;

    Run(double wallMillis, double cpuMillis, List<String> lines) {
      this.wallMillis = wallMillis;
      this.cpuMillis = cpuMillis;
      this.lines = lines;
    }

    /** The first number of the line that starts so. */
    double figure(String start) {
      for (String line : lines) {
        if (line.startsWith(start)) {
          return Double.parseDouble(line.replaceAll("\\D+", " ").trim().split(" ", -1)[0]);
        }
      }
      throw new IllegalStateException("no line " + start + " in " + lines);
    }
  }

  /**
   * Runs a program; bash measures its times, to the millisecond.
   *
   * @param preload a library for LD_PRELOAD, or empty
   */
  Run run(String preload, List<String> options, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "bash", "-c", "TIMEFORMAT='cpu %R %U %S'; time LD_PRELOAD=$0 \"$@\" 2>&1", preload));
    command.addAll(command(options, program, arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    List<String> lines =
        List.of(
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .stripTrailing()
                .split("\n", -1));
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + lines);
    }
    String[] cpu = lines.get(lines.size() - 1).split(" ", -1);
    return new Run(
        1000 * Double.parseDouble(cpu[1]),
        1000 * (Double.parseDouble(cpu[2]) + Double.parseDouble(cpu[3])),
        lines);
  }

  List<String> command(List<String> options, Class<?> program, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(java);
    command.addAll(options);
    command.addAll(List.of("-cp", jars.classPath(program), program.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
