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

/** A running program: a process, and those that its start script has started. */
final class Started implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path output;

  private Started(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a program. Of all variables that a JVM reads it gets only those given here. */
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

  /** All lines that it has printed so far. */
  List<String> lines() {
    return lines(output);
  }

  /** The lines that a file has so far; the last may be incomplete, and some are not in UTF-8. */
  static List<String> lines(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
    } catch (NoSuchFileException notYet) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for a line that contains this. */
  void awaitLine(String part) {
    awaitLine(output, part);
  }

  /** Waits for a line that contains this, in a file that the program writes. */
  void awaitLine(Path file, String part) {
    await(
        () -> lines(file).stream().anyMatch(line -> line.contains(part)),
        "no line with \"" + part + "\" in it");
  }

  /** Waits until a process listens on this port in its network; does not connect to it. */
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

  /** Its processes that are JVMs, whatever their names are. */
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

  /** Terminates its JVMs or, if it has none, its process, as an operating system does (SIGTERM). */
  int terminate() {
    List<Long> jvms = jvms();
    if (jvms.isEmpty()) {
      process.toHandle().destroy();
    }
    jvms.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy));
    return exitStatus();
  }

  /** Closes its standard input and waits for its end. */
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

  /** Kills it, and all that it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    exitStatus();
  }
}
