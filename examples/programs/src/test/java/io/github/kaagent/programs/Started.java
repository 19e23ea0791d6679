package io.github.kaagent.programs;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A program that runs: a process, and those that its start script has started. */
final class Started implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private Started(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** With nothing in the environment that a JVM would read but what is given here. */
  static Started start(
      List<String> command, Map<String, String> environment, Path where, Path output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.contains("JAVA") || name.startsWith("MAVEN") || name.equals("CI"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new Started(builder.start(), output);
  }

  long pid() {
    return process.pid();
  }

  /** All that it has printed. */
  List<String> lines() {
    return lines(output);
  }

  /**
   * What a file has by now; its last line may not be finished, and not every program writes UTF-8.
   */
  static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (NoSuchFileException notYet) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Awaits a line with this in it. */
  void awaitLine(String part) {
    awaitLine(output, part);
  }

  /** Awaits a line with this in it, in a file that it writes. */
  void awaitLine(Path file, String part) {
    await(
        () -> lines(file).stream().anyMatch(line -> line.contains(part)),
        "no line with \"" + part + "\" in it");
  }

  /** Awaits that somebody listens on this port in its network; no connection is made. */
  void awaitPort(int port) {
    String end = String.format(":%04X", port);
    await(
        () ->
            Stream.of("tcp", "tcp6")
                .flatMap(table -> lines(Path.of("/proc/" + pid() + "/net/" + table)).stream())
                .map(line -> line.strip().split("\\s+", -1))
                // include/net/tcp_states.h: 0A is LISTEN
                .anyMatch(fields -> fields[1].endsWith(end) && fields[3].equals("0A")),
        "nobody listens on " + port);
  }

  private void await(BooleanSupplier condition, String otherwise) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      boolean alive = process.isAlive();
      if (condition.getAsBoolean()) {
        return;
      }
      if (!alive || System.nanoTime() > end) {
        throw new AssertionError(
            (alive ? otherwise : "it has ended, and " + otherwise) + printed());
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** Those of its processes that are JVMs, whatever they are called. */
  List<Long> jvms() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .filter(handle -> isJvm(handle.pid()))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isJvm(long pid) {
    try {
      return lines(Path.of("/proc/" + pid + "/maps")).stream()
          .anyMatch(mapped -> mapped.endsWith("libjvm.so"));
    } catch (UncheckedIOException gone) {
      return false; // it ended while it was read
    }
  }

  /** Asks its JVMs to end, or what it is if it has none, as an operating system does. */
  int terminate() {
    List<Long> jvms = jvms();
    if (jvms.isEmpty()) {
      process.toHandle().destroy();
    }
    jvms.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    return exitStatus();
  }

  /** Ends its standard input, and awaits its end. */
  int endInput() {
    try (OutputStream input = process.getOutputStream()) {
      input.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return exitStatus();
  }

  int exitStatus() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running" + printed());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The end of what it printed, for the message of a failure. */
  String printed() {
    List<String> lines = lines();
    return ":\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
  }

  /** Ends it where it is, and what it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitStatus();
  }
}
