package io.github.kaagent.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An attach to a JVM that has as many connections as the limit of descriptors allows. */
final class Attaching {

  /** Descriptors that a JVM has open besides its connections. */
  private static final int OTHER_DESCRIPTORS = 500;

  private final Jvm jvm;

  Attaching(Jvm jvm) {
    this.jvm = jvm;
  }

  void run() throws IOException, InterruptedException {
    int most = (descriptors() - OTHER_DESCRIPTORS) / 2;
    System.out.println();
    long alone = attach(1);
    long with = attach(most);
    System.out.printf(
        "  heap kept: %d bytes by the agent, %d bytes more a socket%n",
        alone, (with - alone) / (2L * most));
  }

  /** Attaches to a JVM with so many connections; returns by how many bytes its heap has grown. */
  private long attach(int pairs) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    if (Runtime.version().feature() >= 21) {
      options.add("-XX:+EnableDynamicAgentLoading"); // no four lines of warning
    }
    Process process =
        new ProcessBuilder(jvm.command(options, Many.class, String.valueOf(pairs)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        OutputStream input = process.getOutputStream()) {
      String[] before = lines.readLine().split(" ", -1);
      long start = System.nanoTime();
      int status =
          new ProcessBuilder(
                  jvm.java(),
                  "-jar",
                  Jars.kaAgent().toString(),
                  "attach",
                  String.valueOf(process.pid()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (status != 0) {
        throw new IOException("attach failed");
      }
      input.write('\n');
      input.flush();
      String[] after = lines.readLine().split(" ", -1);
      System.out.printf(
          "attached to a JVM with %d sockets in %d ms: %s covered, longest pause %.1f ms%n",
          2 * pairs, millis, after[1], Integer.parseInt(after[3]) / 1000.0);
      return Long.parseLong(after[5]) - Long.parseLong(before[1]);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int descriptors() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        return Integer.parseInt(line.split("\\s{2,}", -1)[1]);
      }
    }
    throw new IOException("no limit of descriptors");
  }
}
