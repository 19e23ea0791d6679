package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything works in containers without a writable folder, or with only a noexec /tmp. */
class ContainersTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5,user_timeout=auto";
  private static final String VALUES = "1/61/7/5 96000"; // (61 + 7 * 5) * 1000

  /** The option that starts a JVM with the agent. */
  private static final String AGENT =
      "-javaagent:" + Container.JAR + "=" + ARGUMENTS + ",sweep=1,log=warn";

  /** Sockets: both ends of three connections. */
  private static final int SERVED = 6;

  private static final int NETTYS = 4;

  private static final Pattern SETPRIV =
      Pattern.compile("user .*1000.* and group .*\"(setpriv .*) java -jar ");

  private static Cells cells;

  @BeforeAll
  static void makeTheImages(@TempDir Path folder) throws Exception {
    Podman.require();
    cells = Cells.make(folder);
  }

  @AfterAll
  static void removeTheImages() throws Exception {
    if (cells != null) {
      cells.remove();
    }
  }

  static Stream<Cell> all() {
    return cells.all().stream();
  }

  static Stream<Cell> withAllModules() {
    return all().filter(Predicate.not(Cell::isJlinked));
  }

  static Stream<Cell> withTmp() {
    return all().filter(Cell::canWrite);
  }

  static Stream<Cell> withAllModulesAndNoFolder() {
    return withAllModules().filter(Predicate.not(Cell::canWrite));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aServerAndItsClientsAreCoveredAndSoIsWhatAJniLibraryOpens(Cell cell) throws IOException {
    try (Container container = serve(cell, AGENT)) {
      container.awaitConnections(SERVED, VALUES);
      assertSilentEnd(container);
    }
  }

  @ParameterizedTest
  @MethodSource("withAllModules")
  void nettysNativeTransportIsCovered(Cell cell) throws IOException {
    try (Container container =
        cell.start(
            AGENT,
            "-Djava.library.path=" + ImageRoot.LIBRARIES,
            "-cp",
            ImageRoot.CLASSES + ":" + ImageRoot.NETTY,
            "NettyChannels",
            "epoll")) {
      container.awaitLine("ready");
      container.awaitConnections(NETTYS, VALUES);
      assertSilentEnd(container);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void theSelftestPasses(Cell cell) throws Exception {
    Output selftest = cells.selftestOf(cell);

    assertEquals(0, selftest.status(), selftest::toString);
    assertTrue(
        selftest.out().get(selftest.out().size() - 1).startsWith("selftest: passed"),
        selftest::toString);
  }

  @ParameterizedTest
  @MethodSource("withTmp")
  void attachesToWhatIsOpenShowsItAndDetachesFromInside(Cell cell) throws IOException {
    try (Container container = serve(cell)) {
      assertDone("6 open sockets covered", container.command("attach", "1", ARGUMENTS));
      container.awaitConnections(SERVED, VALUES);
      assertShown(container.command("status", "1", "--json"));
      assertDone("detached", container.command("detach", "1"));
      assertEquals(0, container.end().status());
    }
  }

  @ParameterizedTest
  @MethodSource("withTmp")
  void attachesToWhatIsOpenShowsItAndDetachesAsRootFromOutside(Cell cell) throws IOException {
    try (Container container = serve(cell)) {
      String pid = String.valueOf(container.pid());
      assertDone("6 open sockets covered", asRoot(cell, "attach", pid, ARGUMENTS));
      container.awaitConnections(SERVED, VALUES);
      assertShown(asRoot(cell, "status", pid, "--json"));
      assertDone("detached", asRoot(cell, "detach", pid));
      assertEquals(0, container.end().status());
    }
  }

  /** The JVM's own attach makes a socket in /tmp. */
  @ParameterizedTest
  @MethodSource("withAllModulesAndNoFolder")
  void attachSaysInOneLineThatItNeedsATmpAndStatusFromOutsideStillShowsTheSockets(Cell cell)
      throws IOException {
    try (Container container = serve(cell, AGENT)) {
      container.awaitConnections(SERVED, VALUES);
      assertNeedsTmp(1, container.command("attach", "1", ARGUMENTS));
      assertNeedsTmp(0, container.command("status", "1"));
      assertNeedsTmp(1, container.command("detach", "1"));
      assertShown(outside(List.of(), "status", String.valueOf(container.pid()), "--json"));
      assertSilentEnd(container);
    }
  }

  private static Container serve(Cell cell, String... options) throws IOException {
    Container container =
        cell.start(
            Stream.of(
                    List.of(options),
                    List.of("-cp", ImageRoot.CLASSES),
                    List.of("programs.containers.Serves", ImageRoot.JNI_LIBRARY))
                .flatMap(List::stream)
                .toArray(String[]::new));
    container.awaitLine("ready");
    return container;
  }

  /**
   * Runs a command of the agent outside of the container. A JVM of JDK 8 answers only its own user
   * and group (hotspot, attachListener_linux.cpp): root becomes these as the error message says.
   */
  private static Output asRoot(Cell cell, String... words) throws IOException {
    if (!cell.runtime().equals("JDK 8")) {
      return outside(List.of(), words);
    }
    Output refused = outside(List.of(), "detach", words[1]);
    Matcher said = SETPRIV.matcher(String.join("\n", refused.err()));
    assertTrue(said.find() && refused.err().size() == 1, refused::toString);
    return outside(List.of(said.group(1).split(" ", -1)), words);
  }

  private static Output outside(List<String> before, String... words) throws IOException {
    return Output.of(
        Stream.of(
                before,
                List.of(Jdks.current().tool("java"), "-jar", ChildJvm.jar().toString()),
                List.of(words))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private static void assertSilentEnd(Container container) {
    Output output = container.end();
    assertEquals(0, output.status(), output::toString);
    assertEquals(
        List.of(), output.err().stream().filter(line -> line.contains("ka-agent")).toList());
  }

  private static void assertDone(String wanted, Output command) {
    assertEquals(0, command.status(), command::toString);
    assertTrue(String.join("\n", command.out()).contains(wanted), command::toString);
  }

  /** All sockets are shown, with the values that the kernel has. */
  private static void assertShown(Output json) {
    assertEquals(0, json.status(), json::toString);
    String socket = "\"keepalive\":true,\"idle\":61,\"intvl\":7,\"cnt\":5,\"user_timeout\":96000,";
    assertEquals(SERVED, String.join("", json.out()).split(socket, -1).length - 1, json::toString);
  }

  /** One line says that /tmp is needed; status still shows what it can see. */
  private static void assertNeedsTmp(int status, Output command) {
    assertEquals(status, command.status(), command::toString);
    List<String> said =
        Stream.of(command.out(), command.err())
            .flatMap(List::stream)
            .filter(line -> line.contains(" /tmp"))
            .toList();
    assertEquals(1, said.size(), command::toString);
    assertTrue(said.get(0).contains("attach"), command::toString);
    assertTrue(command.err().size() <= 1, command::toString);
  }
}
