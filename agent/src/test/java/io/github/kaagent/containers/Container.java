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
 * A container as hardened as they commonly are: another user than root, a read-only root, no
 * capability, no network but loopback.
 */
public final class Container implements AutoCloseable {

  /** Where an image has the agent's jar. */
  static final String JAR = "/app/ka-agent.jar";

  private static final String JAVA = "/jdk/bin/java";

  /**
   * crun does not work where cgroups are of both versions; podman's own limits are above what a
   * container in a container may set.
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

  /** The command that runs one, up to the options of its own. */
  static final List<String> RUN = Stream.of(PODMAN_RUN, HARDENED).flatMap(List::stream).toList();

  private final String name;
  private final ChildJvm podman;

  private Container(String name, ChildJvm podman) {
    this.name = name;
    this.podman = podman;
  }

  /** A JVM with these arguments, where no folder can be written to. */
  static Container start(Image image, String... arguments) throws IOException {
    return start(image, List.of(), arguments);
  }

  /** A JVM with these arguments, where this folder is a /tmp from which nothing is executed. */
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

  /** Any command in any image, as hardened as the options make it. */
  public static Container run(List<String> options, String image, List<String> command)
      throws IOException {
    String name = "ka-agent-" + UUID.randomUUID();
    List<String> words = new ArrayList<>(PODMAN_RUN);
    words.addAll(options);
    words.addAll(List.of("--name=" + name, image));
    words.addAll(command);
    return new Container(name, ChildJvm.run(words, Map.of()));
  }

  /** Awaits that line of standard output. */
  public void awaitLine(String start) {
    podman.awaitLine(start);
  }

  /** Runs a command of the agent's, in the container. */
  Output command(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("podman", "--runtime=runc", "exec", name, JAVA, "-jar", JAR));
    command.addAll(List.of(words));
    return Output.of(command.toArray(String[]::new));
  }

  /** The JVM's number outside. */
  public long pid() throws IOException {
    return Long.parseLong(
        Output.of("podman", "inspect", "--format={{.State.Pid}}", name).out().get(0));
  }

  /** Awaits that the JVM has so many connections with these values, and no other. */
  public void awaitConnections(int count, String values) throws IOException {
    long pid = pid();
    KernelSockets.await(pid, count, row -> values(row).equals(values));
    KernelSockets.await(pid, count, row -> true);
  }

  private static String values(Row row) {
    return row.values() + " " + row.userTimeout();
  }

  /** Ends its input and awaits its end. */
  public Output end() {
    podman.endInput();
    return Output.of(podman);
  }

  /** Ends it where it is: to kill podman would leave it running. */
  @Override
  public void close() throws IOException {
    try {
      Output.of("podman", "--runtime=runc", "rm", "--force", "--ignore", "--time=0", name);
    } finally {
      podman.close();
    }
  }
}
