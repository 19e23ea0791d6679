package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code programs.containers.Serves} under strace, which records what it does with files. */
final class Traced implements AutoCloseable {

  /** Calls that make, change or remove a file, or try to; see strace(1), trace=%file. */
  private static final Pattern WRITES =
      Pattern.compile(
          "open\\w*\\(.*\\bO_(?:WRONLY|RDWR|CREAT|TRUNC)\\b.*"
              + "|(?:creat|mkdir|mknod|link|symlink|rename|unlink|rmdir|truncate|chmod|chown|lchown"
              + "|fchmodat|fchownat|utime|futimesat|setxattr)\\w*\\(.*");

  private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");

  /** The socket that the JVM makes for attach, and removes at its end. */
  private static final String ATTACH_SOCKET = "/.java_pid";

  private final Path traces;
  private final ChildJvm strace;

  private Traced(Path traces, ChildJvm strace) {
    this.traces = traces;
    this.strace = strace;
  }

  /**
   * Starts the program.
   *
   * @param traces an empty folder
   */
  static Traced start(Path traces, Jdk jdk, Path jniLibrary, String agent) throws IOException {
    // -ff: one file per thread, so that no call is split.
    List<String> command =
        List.of(
            "strace",
            "-ff",
            "--seccomp-bpf",
            "--trace=%file",
            "--output=" + traces.resolve("thread"),
            jdk.tool("java"),
            agent,
            "-cp",
            ChildJvm.programs(),
            "programs.containers.Serves",
            jniLibrary.toString());
    Traced traced = new Traced(traces, ChildJvm.run(command, Map.of()));
    traced.strace.awaitLine("ready");
    return traced;
  }

  private long pid() {
    return ProcessHandle.of(strace.pid()).orElseThrow().children().findFirst().orElseThrow().pid();
  }

  /** Waits until all sockets have these values, even the one that only a sweep finds. */
  void awaitValues(String values) throws IOException {
    KernelSockets.await(pid(), 6, row -> (row.values() + " " + row.userTimeout()).equals(values));
  }

  /** Runs a command of the agent on the traced JVM. */
  void command(String command, String... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of(Jdks.current().tool("java"), "-jar", ChildJvm.jar().toString()));
    words.addAll(List.of(command, String.valueOf(pid())));
    words.addAll(List.of(arguments));
    Output.done(words.toArray(String[]::new));
  }

  /** The files that the JVM has mapped, with N for every number. */
  Set<String> mapped() throws IOException {
    Set<String> mapped = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/maps"))) {
      int name = line.indexOf('/');
      if (name >= 0) {
        mapped.add(withoutNumbers(line.substring(name)));
      }
    }
    return mapped;
  }

  /** Ends the JVM; the files that it has written, or tried to, with N for every number. */
  Set<String> written() throws IOException {
    strace.endInput();
    assertEquals(0, strace.exitStatus(), strace::printed);
    Set<String> written = new TreeSet<>();
    try (Stream<Path> files = Files.list(traces)) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
          Matcher name = NAME.matcher(line);
          if (WRITES.matcher(line).matches()
              && name.find()
              && !name.group(1).contains(ATTACH_SOCKET)) {
            written.add(withoutNumbers(name.group(1)));
          }
        }
      }
    }
    return written;
  }

  private static String withoutNumbers(String name) {
    return name.replaceAll("\\d+", "N");
  }

  @Override
  public void close() {
    strace.close();
  }
}
