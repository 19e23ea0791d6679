package io.github.kaagent.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events that JDK Flight Recorder gets, read from recordings of real JVMs. */
class EventsTest {

  private static final String PLAIN = "idle=61,intvl=7,cnt=5";
  private static final String CLASSES = "-verbose:class";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  static Iterable<Jdk> someJdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aRecordingOverAThousandConnectionsHasBothEndsOfEach(Jdk jdk) throws Exception {
    List<RecordedEvent> events =
        ended(jdk, PLAIN, "programs.OpensPairs", "SocketChannel", "999"); // and a first pair

    assertEquals(Map.of("Covered in", 1000L, "Covered out", 1000L), counts(events));
    for (RecordedEvent event : events) {
      assertEquals(
          "channel applied global enforce", texts(event, "kind", "outcome", "rule", "mode"));
      assertTrue(event.getBoolean("keepAlive"));
      assertEquals(Duration.ofSeconds(61), event.getDuration("idle"));
      assertEquals(Duration.ofSeconds(7), event.getDuration("interval"));
      assertEquals(5, event.getInt("count"));
      assertEquals(Duration.ZERO, event.getDuration("userTimeout"));
      assertEquals("127.0.0.1 127.0.0.1", texts(event, "localAddress", "remoteAddress"));
    }
    assertNamedForPeople(events.get(0));
    RecordedEvent out = events.get(0);
    RecordedEvent in = events.get(1);
    assertEquals(out.getInt("localPort"), in.getInt("remotePort"));
    assertEquals(out.getInt("remotePort"), in.getInt("localPort"));
  }

  private static void assertNamedForPeople(RecordedEvent event) {
    assertEquals("Connection Covered", event.getEventType().getLabel());
    assertEquals(List.of("ka-agent", "TCP keepalive"), event.getEventType().getCategoryNames());
    assertFalse(event.getEventType().getDescription().isEmpty());
    for (ValueDescriptor field : event.getFields()) {
      assertFalse(field.getLabel() == null || field.getLabel().isEmpty(), field::getName);
    }
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void whatTheApplicationAsksForIsThereAndWhereItIsOverruled(Jdk jdk) throws Exception {
    List<RecordedEvent> events = ended(jdk, PLAIN, "programs.Setters", "33", "3", "2");

    Set<String> overruled = new TreeSet<>();
    Set<String> covered = new TreeSet<>();
    for (RecordedEvent event : events) {
      (name(event).equals("Overruled") ? overruled : covered).add(texts(event, "outcome", "asked"));
      assertEquals(Duration.ofSeconds(61), event.getDuration("idle"));
    }
    assertTrue(
        overruled.containsAll(
            Set.of("overruled keepalive=0", "overruled idle=33", "overruled cnt=2")),
        overruled::toString);
    assertTrue(
        covered.containsAll(Set.of("applied null", "applied keepalive=0 idle=33 intvl=3 cnt=2")),
        covered::toString);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void aConnectionWithAnOptionThatTheKernelRefusesIsAFailedOne(Jdk jdk) throws Exception {
    Path refuse = Compiled.in(folder, "refuse");
    Path file = folder.resolve("refused.jfr");
    List<String> command = new ArrayList<>(List.of(refuse.toString(), "6", "5", "92"));
    command.addAll(List.of(jdk.tool("java"), recording(file), ChildJvm.agent(PLAIN)));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.OpensPairs", "Socket", "0"));
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
    }

    assertEquals(Map.of("Failed in", 1L, "Failed out", 1L), counts(ours(file)));
    assertEquals(Duration.ofSeconds(61), ours(file).get(0).getDuration("idle"));
    assertFalse(ours(file).get(0).getDuration("interval").equals(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void aConnectionThatNativeCodeOpensIsTheSweeps(Jdk jdk) throws Exception {
    Path headers = jdk.home().resolve("include");
    Path library =
        Compiled.in(
            folder, "connect", "-shared", "-fPIC", "-I" + headers, "-I" + headers.resolve("linux"));
    Path file = folder.resolve("swept.jfr");
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ChildJvm child =
            ChildJvm.start(
                jdk,
                recording(file),
                ChildJvm.agent(PLAIN + ",sweep=1"),
                "-cp",
                ChildJvm.programs(),
                "programs.ConnectsNatively",
                library.toString(),
                String.valueOf(server.getLocalPort()))) {
      child.say("6");
      child.awaitError("sweep found");
      child.endInput();
      assertEquals(0, child.exitStatus(), child::printed);

      assertEquals(Map.of("Sweep out", 1L), counts(ours(file)));
      RecordedEvent event = ours(file).get(0);
      assertEquals("descriptor applied", texts(event, "kind", "outcome"));
      assertEquals(server.getLocalPort(), event.getInt("remotePort"));
    }
  }

  /** The recording is started by jcmd, after the first connections, and outlives the agent. */
  @ParameterizedTest
  @MethodSource("jdks")
  void anAgentThatComesLaterOrAgainTellsARecordingThatRunsAndOneThatIsDetachedDoesNot(Jdk jdk)
      throws Exception {
    Path file = folder.resolve("attached.jfr");
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");
      ask(target, "attach", PLAIN + ",existing=off");
      jcmd(jdk, target, "JFR.start", "name=test");
      open(target, 1); // covered: a pair of sockets, of channels and of asynchronous channels
      ask(target, "detach", "");
      open(target, 1);
      ask(target, "attach", PLAIN + ",existing=off,jfr=off");
      open(target, 1);
      ask(target, "attach", PLAIN + ",existing=off");
      open(target, 1); // covered
      jcmd(jdk, target, "JFR.stop", "name=test", "filename=" + file);

      assertEquals(Map.of("Covered in", 2L, "Covered out", 2L), counts(ours(file)));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutARecordingNothingMoreOfItIsLoadedThanWithoutTheAgent(Jdk jdk) throws Exception {
    assertEquals(
        ofFlightRecorder(jdk, "-Dwithout=agent"), ofFlightRecorder(jdk, ChildJvm.agent(PLAIN)));
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void withARecordingItIs(Jdk jdk) throws Exception {
    List<String> loaded =
        ofFlightRecorder(jdk, ChildJvm.agent(PLAIN), recording(folder.resolve("loaded.jfr")));

    assertTrue(loaded.contains("io.github.kaagent.jfr.Events"), loaded::toString);
  }

  /** The policy grants the application nothing of Flight Recorder. */
  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17})
  void underASecurityManagerTheyAreRecordedToo(int feature) throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("policy"),
            "grant { permission java.net.SocketPermission \"*\","
                + " \"connect,accept,listen,resolve\"; };\ngrant codeBase \""
                + ChildJvm.jar().toUri()
                + "\" { permission java.security.AllPermission; };\n");
    Path file = folder.resolve("guarded.jfr");
    try (ChildJvm child =
        ChildJvm.start(
            Jdks.feature(feature),
            recording(file),
            "-Djava.security.manager",
            "-Djava.security.policy==" + policy,
            ChildJvm.agent(PLAIN),
            "-cp",
            ChildJvm.programs(),
            "programs.OpensPairs",
            "Socket",
            "2")) {
      assertEquals(0, child.exitStatus(), child::printed);
    }

    assertEquals(Map.of("Covered in", 3L, "Covered out", 3L), counts(ours(file)));
  }

  private static String recording(Path file) {
    return "-XX:StartFlightRecording=filename=" + file;
  }

  /** The agent's events of a program that ends by itself, or when its input ends. */
  private List<RecordedEvent> ended(Jdk jdk, String agent, String... program) throws Exception {
    Path file = folder.resolve("ended.jfr");
    List<String> arguments = new ArrayList<>(List.of(recording(file), ChildJvm.agent(agent)));
    arguments.addAll(List.of("-cp", ChildJvm.programs()));
    arguments.addAll(List.of(program));
    try (ChildJvm child = ChildJvm.start(jdk, arguments.toArray(String[]::new))) {
      child.endInput();
      assertEquals(0, child.exitStatus(), child::printed);
    }
    return ours(file);
  }

  private static List<RecordedEvent> ours(Path file) throws Exception {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().startsWith("io.github.kaagent."))
        .sorted((one, other) -> one.getStartTime().compareTo(other.getStartTime()))
        .toList();
  }

  private static String name(RecordedEvent event) {
    return event.getEventType().getName().substring("io.github.kaagent.".length());
  }

  private static Map<String, Long> counts(List<RecordedEvent> events) {
    return events.stream()
        .collect(
            Collectors.groupingBy(
                event -> name(event) + " " + event.getString("direction"), Collectors.counting()));
  }

  private static String texts(RecordedEvent event, String... fields) {
    return Stream.of(fields)
        .map(field -> String.valueOf(event.getString(field)))
        .collect(Collectors.joining(" "));
  }

  /** The loaded classes of JFR, and of the agent for JFR, in a program with sockets. */
  private static List<String> ofFlightRecorder(Jdk jdk, String... options) throws Exception {
    List<String> arguments = new ArrayList<>(Arrays.asList(options));
    arguments.addAll(List.of(CLASSES, "-cp", ChildJvm.programs(), "programs.OpensPairs"));
    arguments.addAll(List.of("Socket", "1"));
    try (ChildJvm child = ChildJvm.start(jdk, arguments.toArray(String[]::new))) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertTrue(child.out().stream().anyMatch(line -> line.contains("java.net.Socket")));
      return child.out().stream()
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .filter(
              word ->
                  word.startsWith("jdk.jfr.")
                      || word.startsWith("io.github.kaagent.jfr.")
                      || word.startsWith("io.github.kaagent.enforce.Encounter"))
          .toList();
    }
  }

  private static void open(ChildJvm target, int pairs) {
    target.say("open " + pairs);
    target.awaitLine("opened");
  }

  private static void ask(ChildJvm target, String command, String arguments) throws Exception {
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(String.valueOf(target.pid())))) {
      assertEquals(0, jvm.ask(ChildJvm.jar(), command, arguments).status);
    }
  }

  private static void jcmd(Jdk jdk, ChildJvm target, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(jdk.tool("jcmd"), String.valueOf(target.pid())));
    command.addAll(List.of(words));
    try (ChildJvm jcmd = ChildJvm.run(command, Map.of())) {
      assertEquals(0, jcmd.exitStatus(), jcmd::printed);
    }
  }
}
