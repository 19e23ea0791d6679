package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.tools.attach.VirtualMachine;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.ProgramJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent leaves no descriptor open: CRaC refuses a checkpoint with open files. */
class OpenFilesTest {

  private static final String VALUES = "1/61/7/5";

  /** SS_CONNECTED of linux/net.h, as /proc/PID/net/unix prints it. */
  private static final String CONNECTED = "03";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aJvmHasTheSameDescriptorsOpenAsWithAnAgentThatDoesNothing(Jdk jdk) throws Exception {
    Path nothing = doesNothing();
    List<String> expected;
    try (ChildJvm child = serve(jdk, "-javaagent:" + nothing)) {
      expected = open(child, nothing);
    }
    try (ChildJvm child = serve(jdk, ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=auto"))) {
      KernelSockets.await(child.pid(), 4, row -> row.values().equals(VALUES));
      assertEquals(expected, open(child, ChildJvm.jar()));
      command("status", child);
      command("detach", child);
      assertEquals(expected, open(child, ChildJvm.jar()));
    }
  }

  private static ChildJvm serve(Jdk jdk, String agent) throws Exception {
    ChildJvm child =
        ChildJvm.start(jdk, agent, "-cp", ChildJvm.programs(), "programs.containers.Serves");
    child.awaitLine("ready");
    // From its first attach on, a JVM has an open socket that listens for the next.
    VirtualMachine.attach(String.valueOf(child.pid())).detach();
    return child;
  }

  private Path doesNothing() throws IOException {
    return ProgramJar.of(
        folder,
        Map.of("Premain-Class", "programs.guest.DoesNothing"),
        "programs.guest.DoesNothing");
  }

  private static void command(String command, ChildJvm child) throws IOException {
    Output output =
        Output.of(
            Jdks.current().tool("java"),
            "-jar",
            ChildJvm.jar().toString(),
            command,
            String.valueOf(child.pid()));
    assertEquals(0, output.status(), output::toString);
  }

  /** What each descriptor refers to, without the inode numbers of sockets and pipes. */
  private static List<String> open(ChildJvm child, Path agent) throws IOException {
    Set<String> attaching = attaching(child);
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + child.pid() + "/fd"))) {
      return descriptors
          .map(OpenFilesTest::target)
          .filter(target -> !attaching.contains(target))
          .map(target -> target.equals(agent.toString()) ? "the agent's jar" : target)
          .map(target -> target.replaceAll(":\\[\\d+\\]", ""))
          .sorted()
          .toList();
    }
  }

  /**
   * The JVM's ends of attach connections that are over for the other side: the JVM closes each
   * after its answer, but not at once. An accepted socket has the path that it was accepted on
   * (unix(7)).
   */
  private static Set<String> attaching(ChildJvm child) throws IOException {
    try (Stream<String> sockets = Files.lines(Path.of("/proc/" + child.pid() + "/net/unix"))) {
      return sockets
          .filter(socket -> socket.contains("/.java_pid"))
          .map(socket -> socket.trim().split(" +"))
          .filter(fields -> fields[5].equals(CONNECTED))
          .map(fields -> "socket:[" + fields[6] + "]")
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
