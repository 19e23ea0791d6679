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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * A JVM that a test starts, talks to line by line, and ends. What it prints is kept, standard
 * output and standard error separately.
 */
public final class ChildJvm implements AutoCloseable {

  /** Long, because only a failing test waits that long, and the machine may be very busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final PrintStream input;
  private final Lines out;
  private final Lines err;
  private boolean ended;

  private ChildJvm(List<String> command, Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeAll(
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "KA_AGENT_OPTS"));
    // So that JVMs, compilers and servers have the same messages and encodings everywhere.
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().remove("LANGUAGE");
    builder.environment().putAll(environment);
    process = builder.start();
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    out = new Lines("standard output", process.getInputStream());
    err = new Lines("standard error", process.getErrorStream());
  }

  /** Starts this JDK's java with these arguments. */
  public static ChildJvm start(Jdk jdk, String... arguments) throws IOException {
    return start(jdk, Map.of(), arguments);
  }

  /** Starts this JDK's java with these variables added to the environment. */
  public static ChildJvm start(Jdk jdk, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool("java"));
    command.addAll(List.of(arguments));
    return run(command, environment);
  }

  /** Runs any command: a JDK's tool, or a JVM under strace or a shell. */
  public static ChildJvm run(List<String> command, Map<String, String> environment)
      throws IOException {
    return new ChildJvm(command, environment);
  }

  /** The agent's jar, as it was built. */
  public static Path jar() {
    return Path.of(System.getProperty("ka.jar"));
  }

  /** The option {@code -javaagent:} for the built jar, with these arguments if there are any. */
  public static String agent(String arguments) {
    return "-javaagent:" + jar() + (arguments.isEmpty() ? "" : "=" + arguments);
  }

  /** The folder of the compiled {@code src/test/programs}, which run on every JDK from 8 on. */
  public static String programs() {
    return System.getProperty("ka.programs");
  }

  public long pid() {
    return process.pid();
  }

  /** Waits for a line of standard output that starts with this; skips the lines before it. */
  public String awaitLine(String start) {
    return out.await(line -> line.startsWith(start), "that starts with \"" + start + '"', this);
  }

  /** Waits for a line of standard output that starts with one of these. */
  public String awaitLine(List<String> starts) {
    return out.await(
        line -> starts.stream().anyMatch(line::startsWith),
        "that starts with one of " + starts,
        this);
  }

  /** Waits for a line of standard error that contains this; skips the lines before it. */
  public String awaitError(String part) {
    return err.await(line -> line.contains(part), "with \"" + part + "\" in it", this);
  }

  /** Writes a line to its standard input. */
  public void say(String line) {
    input.println(line);
  }

  /** Closes its standard input. */
  public void endInput() {
    input.close();
  }

  /** Waits until the process has ended. */
  public int exitStatus() {
    awaitEnd();
    return process.exitValue();
  }

  /**
   * Kills it and all processes that it has started; its output is complete then. To let it end by
   * itself would take 0.3 s more if threads are blocked in native code.
   */
  public void kill() {
    try {
      // Descendants first, while their parent is there to reap them: else they may stay as zombies.
      process.descendants().forEach(this::killDescendant);
    } finally {
      process.toHandle().destroyForcibly(); // Process.destroyForcibly drops unread output.
      awaitEnd();
    }
  }

  private void killDescendant(ProcessHandle descendant) {
    descendant.destroyForcibly();
    try {
      descendant.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(descendant.pid() + " does not die" + printed(), e);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + PATIENCE.toSeconds() + " s" + printed());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    out.awaitEnd();
    err.awaitEnd();
    ended = true;
  }

  /**
   * What it has printed on standard output so far: at least all up to the last line that was
   * awaited there, and everything once the process has ended.
   */
  public List<String> out() {
    return out.all();
  }

  /**
   * All that it has printed on standard error; only after {@link #exitStatus} or {@link #kill}. A
   * line that was awaited on standard output says nothing of this other pipe.
   */
  public List<String> err() {
    if (!ended) {
      throw new IllegalStateException("what is on standard error before the end is left to chance");
    }
    return err.all();
  }

  /** Kills it and all processes that it has started: their ports and files are free again. */
  @Override
  public void close() {
    kill();
  }

  /** All that it printed, for the message of a failed assertion. */
  public String printed() {
    return "\nstandard output:\n"
        + String.join("\n", out.all())
        + "\nstandard error:\n"
        + String.join("\n", err.all());
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
        // The stream was closed while it was read: the child was killed.
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

    /** Gives up after a while: a process that the child left behind may hold the pipe open. */
    void awaitEnd() {
      try {
        reader.join(PATIENCE.toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
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
