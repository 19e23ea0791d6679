package io.github.kaagent.it;

import io.github.kaagent.it.Jdks.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A JVM that a test starts, talks with line by line, and ends. What it prints is kept, standard
 * output and standard error apart.
 */
public final class ChildJvm implements AutoCloseable {

  /** Long, because it's only ever used up by what has failed; the machine may be very busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final PrintStream input;
  private final Lines out;
  private final Lines err;

  private ChildJvm(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "KA_AGENT_OPTS"));
    builder.environment().putAll(environment);
    process = builder.start();
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    out = new Lines("standard output", process.getInputStream());
    err = new Lines("standard error", process.getErrorStream());
  }

  /** The java of this JDK with these arguments. */
  public static ChildJvm start(Jdk jdk, String... arguments) throws IOException {
    return start(jdk, Map.of(), arguments);
  }

  /** The same, with these variables added to the environment. */
  public static ChildJvm start(Jdk jdk, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("java"));
    command.addAll(List.of(arguments));
    return run(command, environment);
  }

  /** Any command: a tool of a JDK, or a JVM under strace or a shell. */
  public static ChildJvm run(List<String> command, Map<String, String> environment)
      throws IOException {
    return new ChildJvm(command, environment);
  }

  /** The jar as it was built. */
  public static Path jar() {
    return Path.of(System.getProperty("ka.jar"));
  }

  /** {@code -javaagent:} with the jar as it was built; without arguments if these are empty. */
  public static String agent(String arguments) {
    return "-javaagent:" + jar() + (arguments.isEmpty() ? "" : "=" + arguments);
  }

  /** Where the classes of {@code src/test/programs} are: they run on every JDK from 8 on. */
  public static String programs() {
    return System.getProperty("ka.programs");
  }

  public long pid() {
    return process.pid();
  }

  /** The next line of standard output that starts so; the lines before it are passed over. */
  public String awaitLine(String start) {
    return out.await(line -> line.startsWith(start), "that starts with \"" + start + '"', this);
  }

  /** The next line of standard output. */
  public String nextLine() {
    return out.await(line -> true, "of any kind", this);
  }

  /** The next line of standard error that has this in it; the lines before it are passed over. */
  public String awaitError(String part) {
    return err.await(line -> line.contains(part), "with \"" + part + "\" in it", this);
  }

  /** Writes a line to its standard input. */
  public void say(String line) {
    input.println(line);
  }

  /** Ends its standard input. */
  public void endInput() {
    input.close();
  }

  /** Awaits its end. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running after " + PATIENCE.toSeconds() + " s" + printed());
    }
    out.awaitEnd();
    err.awaitEnd();
    return process.exitValue();
  }

  /** All that it has printed on standard output so far; all there is, after {@link #exitStatus}. */
  public List<String> out() {
    return out.all();
  }

  /** All that it has printed on standard error so far; all there is, after {@link #exitStatus}. */
  public List<String> err() {
    return err.all();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** All that it printed, for the message of a failed assertion. */
  public String printed() {
    return "\nstandard output:\n"
        + String.join("\n", out())
        + "\nstandard error:\n"
        + String.join("\n", err());
  }

  /** One stream of the child, read by a thread of its own so that the child never blocks. */
  private static final class Lines {
    private final String name;
    private final List<String> lines = new ArrayList<>();
    private final Thread reader;
    private int next;
    private boolean ended;

    Lines(String name, InputStream stream) {
      this.name = name;
      this.reader = new Thread(() -> read(stream), name + " of a child");
      reader.setDaemon(true);
      reader.start();
    }

    private void read(InputStream stream) {
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          add(line);
        }
      } catch (IOException e) {
        // Closed under the reader: the child was killed.
        add("[" + e + "]");
      } finally {
        end();
      }
    }

    private synchronized void add(String line) {
      lines.add(line);
      notifyAll();
    }

    private synchronized void end() {
      ended = true;
      notifyAll();
    }

    synchronized List<String> all() {
      return List.copyOf(lines);
    }

    void awaitEnd() throws InterruptedException {
      reader.join(PATIENCE.toMillis());
    }

    String await(Predicate<String> wanted, String description, ChildJvm child) {
      String line = search(wanted);
      if (line == null) {
        throw new AssertionError(
            "no line " + description + " on " + name + " of the child" + child.printed());
      }
      return line;
    }

    private synchronized String search(Predicate<String> wanted) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        while (next < lines.size()) {
          String line = lines.get(next++);
          if (wanted.test(line)) {
            return line;
          }
        }
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (ended || left <= 0) {
          return null;
        }
        try {
          wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return null;
        }
      }
    }
  }
}
