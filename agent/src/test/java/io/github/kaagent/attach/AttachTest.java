package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import io.github.kaagent.it.ProgramJar;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent is attached to a JVM with open connections, reconfigured, and detached. */
class AttachTest {

  private static final int CONNECTIONS = 2000;
  private static final int ENDS = 2 * CONNECTIONS;

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void coversOpenAndNewConnectionsChangesThemAndLeavesTheClassesAsTheyWere(Jdk jdk)
      throws Exception {
    try (ChildJvm target =
        ChildJvm.start(
            jdk,
            "-cp",
            ChildJvm.programs(),
            "programs.attach.Holds",
            String.valueOf(CONNECTIONS))) {
      target.awaitLine("ready");
      String pid = String.valueOf(target.pid());
      List<String> original = code(jdk, target);
      assertEquals(Map.of(false, ENDS), keepAlive(target));

      Command attach = Command.run("attach", pid, "idle=61,intvl=7,cnt=5");
      assertEquals(
          pid
              + " (programs.attach.Holds): enforcing idle=61 intvl=7 cnt=5; 4000 open sockets"
              + " covered",
          attach.out(),
          attach::err);
      assertEquals(0, attach.status());
      assertEquals(Map.of("1/61/7/5", ENDS), values(target));
      open(target, 6);
      assertEquals(Map.of("1/61/7/5", ENDS + 12), values(target));
      assertNotEquals(original, code(jdk, target), "nothing is woven");

      assertEquals(0, Command.run("attach", pid, "idle=62").status());
      open(target, 6);
      assertEquals(Map.of("1/62/60/20", ENDS + 24), values(target));

      Command detach = Command.run("detach", pid);
      assertEquals(0, detach.status(), detach::err);
      open(target, 6);
      Map<String, Integer> after = values(target);
      assertEquals(ENDS + 24, after.get("1/62/60/20"), after::toString);
      assertEquals(12, keepAlive(target).get(false), after::toString);
      assertEquals(original, code(jdk, target));

      assertEquals(0, Command.run("attach", pid, "idle=63").status());
      assertEquals(Map.of("1/63/60/20", ENDS + 36), values(target));
      target.say("echo");
      assertEquals("echoed " + (CONNECTIONS + 18), target.awaitLine("echoed"), target::printed);
    }
  }

  /** Their connect runs unwoven code from before the attach, which calls the agent nowhere. */
  @ParameterizedTest
  @MethodSource("jdks")
  void coversWhatIsConnectingAtTheTime(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.OddSockets", "connecting")) {
      target.awaitLine("connecting");
      KernelSockets.await(target.pid(), 3, row -> row.state() == KernelSockets.State.SYN_SENT);

      Command attach = Command.run("attach", String.valueOf(target.pid()), "idle=61,intvl=7,cnt=5");
      target.say("go");
      target.awaitLine("held");

      assertEquals(0, attach.status(), attach::err);
      assertEquals(Set.of("1/61/7/5"), values(target).keySet());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatTheNextArgumentsLeaveOutIsTheMachinesValueAgain(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      String pid = String.valueOf(target.pid());
      Command.run("attach", pid, "idle=61,intvl=7,cnt=5,user_timeout=90000");
      assertEquals(Map.of("1/61/7/5", 60), values(target));
      assertEquals(60, withUserTimeout(target, 90000));

      Command.run("attach", pid, "idle=62,intvl=system,cnt=5");

      String machines = Machine.timings().split("/", -1)[1];
      assertEquals(Map.of("1/62/" + machines + "/5", 60), values(target));
      assertEquals(60, withUserTimeout(target, 0));
    }
  }

  /** The accepted connections share their local port. */
  @ParameterizedTest
  @MethodSource("jdks")
  void whatWasChosenForOneAcceptedConnectionIsNotTakenForAnothers(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("idle=61,intvl=7,cnt=5,mode=cap"),
            "-cp",
            ChildJvm.programs(),
            "programs.attach.Chooses",
            "13",
            "40",
            "30")) {
      target.awaitLine("ready");

      Command.run("attach", String.valueOf(target.pid()), "idle=35,intvl=7,cnt=5,mode=cap");

      assertEquals(Map.of("1/13/7/5", 1, "1/30/7/5", 1, "1/35/7/5", 4), values(target));
    }
  }

  private static long withUserTimeout(ChildJvm target, int millis) throws Exception {
    return KernelSockets.of(target.pid()).stream()
        .filter(row -> row.userTimeout() == millis)
        .count();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void thirtyRoundsUnderLoadDisturbNothingAndLeakNothing(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Traffic")) {
      target.awaitLine("ready");
      ask(target, 10, "attach", "detach");
      List<Long> early = counts(target);
      ask(target, 20, "attach", "detach");
      List<Long> late = counts(target);

      // The number of classes is no measure: a JVM counts each retransformed class once more.
      assertEquals(0, loaders(jdk, target));
      assertTrue(late.get(1) < early.get(1) + 10, () -> early + ", then " + late);
      assertTrue(late.get(2) > early.get(2), "no connections were made meanwhile");
      target.endInput();
      assertEquals(0, target.exitStatus(), target::printed);
      assertEquals(
          List.of(), target.out().stream().filter(line -> line.startsWith("failed")).toList());
      assertEquals(List.of(), warnings(target));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void threeHundredAttachesInARowLeakNothing(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      ask(target, 30, "attach"); // By then the JVM has generated its accessors for reflection.
      List<Long> early = counts(target);
      ask(target, 270, "attach");
      List<Long> late = counts(target);

      // Less than one class per attach.
      assertSteady(early, late, 200);
      target.kill();
      assertEquals(List.of(), warnings(target));
    }
  }

  private static void assertSteady(List<Long> early, List<Long> late, int classes) {
    assertTrue(late.get(0) < early.get(0) + classes, () -> "classes: " + early + ", then " + late);
    assertTrue(late.get(1) < early.get(1) + 10, () -> "descriptors: " + early + ", then " + late);
  }

  private static List<String> warnings(ChildJvm target) {
    return target.err().stream()
        .filter(line -> line.startsWith("ka-agent") && line.contains(" warn "))
        .toList();
  }

  /** Calls the classes behind the commands: a JVM for each command would take minutes. */
  private static void ask(ChildJvm target, int times, String... commands) throws Exception {
    TargetProcess process = TargetProcess.of(String.valueOf(target.pid()));
    for (int i = 0; i < times; i++) {
      for (String command : commands) {
        try (TargetJvm jvm = TargetJvm.attach(process)) {
          Answer answer = jvm.ask(ChildJvm.jar(), command, "");
          assertEquals(0, answer.status, () -> answer.text);
        }
      }
    }
  }

  /** How many of the agent's class loaders survive a garbage collection. */
  private static long loaders(Jdk jdk, ChildJvm target) throws Exception {
    List<String> jcmd =
        List.of(jdk.tool("jcmd"), String.valueOf(target.pid()), "GC.class_histogram");
    try (ChildJvm histogram = ChildJvm.run(jcmd, Map.of())) {
      assertEquals(0, histogram.exitStatus(), histogram::printed);
      assertTrue(histogram.out().stream().anyMatch(line -> line.contains("java.lang.String")));
      return histogram.out().stream()
          .filter(line -> line.contains("io.github.kaagent.launch.AgentClassLoader"))
          .count();
    }
  }

  /** Classes loaded, descriptors open, and whatever else the program counts. */
  private static List<Long> counts(ChildJvm target) {
    target.say("count");
    return Stream.of(target.awaitLine("count").split(" ", -1)).skip(1).map(Long::valueOf).toList();
  }

  private static void open(ChildJvm target, int count) {
    target.say("open " + count);
    target.awaitLine("opened");
  }

  /**
   * The current code of java.net.Socket, without its constant pool: JDK 25 leaves unused constants
   * of the woven code there.
   */
  private List<String> code(Jdk jdk, ChildJvm target) throws Exception {
    Path file = folder.resolve("Socket.class");
    VirtualMachine jvm = VirtualMachine.attach(String.valueOf(target.pid()));
    try {
      jvm.loadAgent(classBytes().toString(), file.toString());
    } catch (AgentLoadException e) {
      assertEquals("0", e.getMessage()); // means success, from JDK 17 into 8
    } finally {
      jvm.detach();
    }
    List<String> javap = List.of(jdk.tool("javap"), "-c", "-p", file.toString());
    try (ChildJvm disassembler = ChildJvm.run(javap, Map.of())) {
      assertEquals(0, disassembler.exitStatus(), disassembler::printed);
      return disassembler.out();
    }
  }

  private Path classBytes() throws Exception {
    return ProgramJar.of(
        folder,
        Map.of("Agent-Class", "programs.attach.ClassBytes", "Can-Retransform-Classes", "true"),
        "programs.attach.ClassBytes",
        "programs.attach.ClassBytes$1");
  }

  /** Counts the target's sockets by their values. */
  private static Map<String, Integer> values(ChildJvm target) throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (Row row : KernelSockets.of(target.pid())) {
      counts.merge(row.values(), 1, Integer::sum);
    }
    return counts;
  }

  /** Counts the target's sockets by keepalive on and off. */
  private static Map<Boolean, Integer> keepAlive(ChildJvm target) throws Exception {
    Map<Boolean, Integer> counts = new TreeMap<>();
    for (Row row : KernelSockets.of(target.pid())) {
      counts.merge(row.keepalive() == 1, 1, Integer::sum);
    }
    return counts;
  }
}
