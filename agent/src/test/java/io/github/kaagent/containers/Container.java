package io.github.kaagent.containers;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A container that is hardened in the usual ways: a user other than root, a read-only root, no
 * capability, no network but loopback.
 */
public final class Container implements AutoCloseable {

  /** The agent's jar in an image. */
  static final String JAR = "/app/ka-agent.jar";

  private static final String JAVA = "/jdk/bin/java";

  /**
   * runc, since crun does not work with cgroups of both versions at once; ulimits, since podman's
   * defaults are above what a container in a container may set.
   */
  private static final List<String> PODMAN_RUN =
      List.of(
          "podman",
          "--runtime=runc",
          "run",
          "--rm",
          "--interactive",
          "--network=none",
          "--ulimit=nofile=20000:20000",
          "--ulimit=nproc=1000:1000");

  private static final List<String> HARDENED =
      List.of(
          "--user=1000",
          "--read-only",
          "--read-only-tmpfs=false",
          "--cap-drop=all",
          "--security-opt=no-new-privileges");

  /** The command that runs a container, up to where its own options follow. */
  static final List<String> RUN = Stream.of(PODMAN_RUN, HARDENED).flatMap(List::stream).toList();

  private final String name;
  private final ChildJvm podman;

  private Container(String name, ChildJvm podman) {
    this.name = name;
    this.podman = podman;
  }

  /** Starts a JVM with these arguments, in a container without a writable folder. */
  static Container start(Image image, String... arguments) throws IOException {
    return start(image, List.of(), arguments);
  }

  /** Starts a JVM with these arguments, in a container with this folder as a noexec /tmp. */
  static Container startWithNoexec(Path temporary, Image image, String... arguments)
      throws IOException {
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
    return start(
        image, List.of("--volume=" + temporary + ":/tmp:rw,noexec,nosuid,nodev"), arguments);
  }

  private static Container start(Image image, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(List.of(arguments));
    return run(Stream.of(HARDENED, options).flatMap(List::stream).toList(), image.id(), command);
  }

  /** Runs any command in any image; only the options harden the container. */
  public static Container run(List<String> options, String image, List<String> command)
      throws IOException {
    String name = "ka-agent-" + UUID.randomUUID();
    List<String> words = new ArrayList<>(PODMAN_RUN);
    words.addAll(options);
    words.addAll(List.of("--name=" + name, image));
    words.addAll(command);
    return new Container(name, ChildJvm.run(words, Map.of()));
  }

  /** Waits for a line of standard output that starts with this. */
  public void awaitLine(String start) {
    podman.awaitLine(start);
  }

  /** Runs a command of the agent in the container. */
  Output command(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("podman", "--runtime=runc", "exec", name, JAVA, "-jar", JAR));
    command.addAll(List.of(words));
    return Output.of(command.toArray(String[]::new));
  }

  /** The JVM's process id outside of the container. */
  public long pid() throws IOException {
    return Long.parseLong(
        Output.of("podman", "inspect", "--format={{.State.Pid}}", name).out().get(0));
  }

  /** Waits until the JVM has this many connections, all with these values. */
  public void awaitConnections(int count, String values) throws IOException {
    long pid = pid();
    KernelSockets.await(pid, count, row -> values(row).equals(values));
    KernelSockets.await(pid, count, row -> true);
  }

  private static String values(Row row) {
    return row.values() + " " + row.userTimeout();
  }

  /** Closes the container's input and waits until it ends. */
  public Output end() {
    podman.endInput();
    return Output.of(podman);
  }

  /** Removes the container: killing podman alone would leave it running. */
  @Override
  public void close() throws IOException {
    try {
      Output.of("podman", "--runtime=runc", "rm", "--force", "--ignore", "--time=0", name);
    } finally {
      podman.close();
    }
  }
}
