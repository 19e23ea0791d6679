package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.Machine;
import io.github.kaagent.it.ProgramJar;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own tools inherit JAVA_TOOL_OPTIONS and run as if it were not set. */
class JdkToolsTest {

  /** Arguments that end the tools which {@code -help} does not end. */
  private static final Map<String, List<String>> ARGUMENTS =
      Map.of(
          "jshell", List.of("-s", "-"),
          "orbd", List.of("-ORBInitialPort", "none"),
          "tnameserv", List.of("-ORBInitialPort", "none"),
          "servertool", List.of("-ORBInitialPort", "1"));

  private static final Map<String, String> INPUT =
      Map.of("jshell", "System.out.println(6 * 7)", "servertool", "quit");

  /** java is for applications; jconsole waits for a display; the last is a script. */
  private static final List<String> NOT_TESTED = List.of("java", "jconsole", "java-rmi.cgi");

  /** Servers, which are covered; while they have no connection, the agent prints nothing. */
  private static final List<String> SERVERS =
      List.of(
          "jwebserver",
          "rmiregistry",
          "rmid",
          "jstatd",
          "orbd",
          "tnameserv",
          "servertool",
          "jhat",
          "jsadebugd");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  static Stream<Arguments> tools() throws IOException {
    List<Arguments> tools = new ArrayList<>();
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      try (Stream<Path> files = Files.list(jdk.home().resolve("bin"))) {
        files
            .filter(Files::isExecutable)
            .map(file -> file.getFileName().toString())
            .filter(name -> !NOT_TESTED.contains(name))
            .sorted()
            .forEach(name -> tools.add(Arguments.of(name, jdk)));
      }
    }
    return tools.stream();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("tools")
  void aToolPrintsAndEndsAsWithoutTheAgentAndDoesNotPayForIt(String tool, Jdk jdk)
      throws Exception {
    Path classes = folder.resolve("classes");
    // Set in both runs, because the JVM prints that it has picked it up. JDK 8 could write the
    // list of classes only to standard output.
    String common =
        "-XX:TieredStopAtLevel=1 -Djava.util.prefs.userRoot="
            + folder
            + (jdk.feature() == 8 ? "" : " -Xlog:class+load:file=" + classes);
    if (tool.equals("jshell")) {
      run(jdk, tool, common); // Its first run prints that it makes a folder.
    }

    Ran without = run(jdk, tool, common);
    Ran with = run(jdk, tool, ChildJvm.agent("idle=61") + " " + common);

    assertEquals(without, with);
    if (jdk.feature() > 8 && Files.exists(classes) && !SERVERS.contains(tool)) {
      List<String> ours = Files.readString(classes).lines().filter(JdkToolsTest::isOurs).toList();
      assertTrue(ours.size() <= 2, ours::toString); // Agent, and JdkTool, which it asks
    }
  }

  private static boolean isOurs(String line) {
    return line.contains(" io.github.kaagent.") || line.contains(" net.bytebuddy.");
  }

  private static Ran run(Jdk jdk, String tool, String options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(jdk.tool(tool));
    command.addAll(ARGUMENTS.getOrDefault(tool, List.of("-help")));
    try (ChildJvm child = ChildJvm.run(command, Map.of("JAVA_TOOL_OPTIONS", options))) {
      child.say(INPUT.getOrDefault(tool, ""));
      child.endInput();
      return new Ran(
          child.exitStatus(),
          child.out(),
          child.err().stream().filter(line -> !line.startsWith("Picked up ")).toList(),
          List.of());
    }
  }

  @ParameterizedTest(name = "{0} of {1}")
  @MethodSource("servers")
  void whatServesIsCovered(String tool, Jdk jdk, List<String> arguments) throws Exception {
    int port = Machine.unusedPort();
    List<String> command = new ArrayList<>(List.of(jdk.tool(tool)));
    arguments.forEach(word -> command.add(word.replace("PORT", String.valueOf(port))));
    try (ChildJvm server =
            ChildJvm.run(
                command, Map.of("JAVA_TOOL_OPTIONS", ChildJvm.agent("idle=61,intvl=7,cnt=5")));
        Socket client = connected(port)) {
      KernelSockets.await(
          server.pid(),
          1,
          row ->
              row.remote().getPort() == client.getLocalPort() && row.values().equals("1/61/7/5"));
    }
  }

  static Stream<Arguments> servers() {
    List<Arguments> servers = new ArrayList<>();
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      servers.add(Arguments.of("rmiregistry", jdk, List.of("PORT")));
    }
    for (Jdk jdk : Jdks.those(21, 25)) {
      servers.add(Arguments.of("java", jdk, List.of("-m", "jdk.httpserver", "-p", "PORT")));
      servers.add(Arguments.of("jwebserver", jdk, List.of("-p", "PORT")));
    }
    return servers.stream();
  }

  /** Connects as soon as somebody listens there. */
  private static Socket connected(int port) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return new Socket(InetAddress.getLoopbackAddress(), port);
      } catch (ConnectException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
      }
    }
  }

  /** A wrong argument makes the agent visible, since a compiler opens no socket. */
  @ParameterizedTest
  @ValueSource(ints = {8, 17, 25})
  void aToolThatIsGivenTheAgentItselfHasIt(int feature) throws Exception {
    String agent = ChildJvm.agent("idel=3");
    List<String> command = List.of(Jdks.feature(feature).tool("javac"), "-version", "-J" + agent);

    assertEquals(1, mistakes(command, Map.of()));
    assertEquals(1, mistakes(command, Map.of("JAVA_TOOL_OPTIONS", ChildJvm.agent("idle=61"))));
    assertEquals(1, mistakes(command, Map.of("JAVA_TOOL_OPTIONS", agent)));
    assertEquals(0, mistakes(command.subList(0, 2), Map.of("JAVA_TOOL_OPTIONS", agent)));
    assertEquals(
        0, mistakes(command.subList(0, 2), Map.of("JAVA_TOOL_OPTIONS", agent + " " + agent)));
  }

  private static long mistakes(List<String> command, Map<String, String> environment)
      throws Exception {
    try (ChildJvm tool = ChildJvm.run(command, environment)) {
      assertEquals(0, tool.exitStatus(), tool::printed);
      return tool.err().stream().filter(line -> line.startsWith("ka-agent: idel=3")).count();
    }
  }

  /** jshell runs what is typed in a second JVM, whose main class has the name of a JDK tool. */
  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void whatJshellRunsIsCoveredWhereItIsGivenTheAgent(int feature) throws Exception {
    List<String> command =
        List.of(
            Jdks.feature(feature).tool("jshell"),
            "-s",
            "-J-Djava.util.prefs.userRoot=" + folder,
            "-R" + ChildJvm.agent("idle=61,intvl=7,cnt=5"),
            "-");
    try (ChildJvm jshell = ChildJvm.run(command, Map.of())) {
      jshell.say("var server = new java.net.ServerSocket(0)");
      jshell.say("var port = server.getLocalPort()");
      jshell.say("var client = new java.net.Socket(server.getInetAddress(), port)");
      jshell.say("var accepted = server.accept()");
      jshell.say("System.out.println(\"pid \" + ProcessHandle.current().pid() + \" \" + port)");
      String[] pidAndPort = jshell.awaitLine("pid ").split(" ", -1);
      int port = Integer.parseInt(pidAndPort[2]);

      assertEquals(
          List.of("1/61/7/5", "1/61/7/5"),
          KernelSockets.of(Long.parseLong(pidAndPort[1])).stream()
              .filter(row -> row.local().getPort() == port || row.remote().getPort() == port)
              .map(KernelSockets.Row::values)
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 17, 21, 25, 27})
  void aProgramThatIsStartedFromItsSourceIsNoTool(int feature) throws Exception {
    Path source = folder.resolve("FromSource.java");
    Files.writeString(
        source,
        "public class FromSource { public static void main(String[] a) throws Exception {"
            + " programs.guest.Talk.main(a); } }");

    Ran.talk(
            Jdks.feature(feature),
            List.of(ChildJvm.agent("idle=61,intvl=7,cnt=5")),
            ChildJvm.programs(),
            source.toString())
        .isCoveredWith("1/61/7/5");
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void anApplicationWhoseNameBeginsLikeAToolsIsNoTool(int feature) throws Exception {
    Path jar = Files.copy(ProgramJar.of(folder, "programs.guest.Talk"), folder.resolve("sun.jar"));
    List<String> command =
        List.of(
            "sh",
            "-c",
            "cd \"$0\" && exec \"$@\"",
            folder.toString(),
            Jdks.feature(feature).tool("java"),
            ChildJvm.agent("idle=61,intvl=7,cnt=5"),
            "-jar",
            jar.getFileName().toString());

    Ran.talk(command).isCoveredWith("1/61/7/5");
  }
}
