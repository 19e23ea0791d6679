package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.status.Status;
import io.github.kaagent.status.Style;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code status} and {@code list}. */
class StatusTest {

  private static final Pattern SOCKET =
      Pattern.compile(
          "\\{\"fd\":(\\d+),\"local\":\"([^\"]*)\",\"remote\":\"([^\"]*)\",\"direction\":\"\\w+\","
              + "\"keepalive\":(true|false),\"idle\":(\\d+),\"intvl\":(\\d+),\"cnt\":(\\d+),"
              + "\"user_timeout\":(\\d+),\"covered\":\"[^\"]*\",\"state\":\"established\","
              + "\"timer\":(?:null|\"keepalive\"),\"timer_s\":\\w+,\"unanswered\":0,"
              + "\"silent_s\":\\d+,\"noticed_in_s\":\\w+,\"never_noticed\":(?:true|false)}");

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void showsEverySocketAsTheKernelHasIt(Jdk jdk) throws Exception {
    try (ChildJvm target = holds(jdk, ChildJvm.agent("idle=61,user_timeout=90s"))) {
      Command status = Command.run("status", pid(target), "--json");

      assertEquals(0, status.status(), status::err);
      assertEquals(kernel(target), sockets(status.out()));
      assertTrue(
          status.out().startsWith(heading(target) + "\"agent\":\"ka-agent 1.0.0\""), status::out);
      assertTrue(
          status.out().contains("\"user_timeout\":{\"value\":\"90s\",\"from\":\"argument\"}"),
          status::out);
      assertTrue(status.out().contains("sun.nio.ch.Net.setSocketOption(Ljava/io"), status::out);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void showsThemWithoutAnAgentAndLoadsNothing(Jdk jdk) throws Exception {
    try (ChildJvm target = holds(jdk, "-verbose:class")) {
      Command status = Command.run("status", pid(target), "--json");

      assertEquals(0, status.status(), status::err);
      assertEquals(kernel(target), sockets(status.out()));
      assertTrue(status.out().startsWith(heading(target) + "\"agent\":\"none\""), status::out);
      assertFalse(target.out().toString().contains("kaagent"), "the agent was loaded");
    }
  }

  /** A container without a writable folder, for example. */
  @Test
  void whereNoLibraryCanBeLoadedItShowsWhatProcHas() throws Exception {
    try (ChildJvm without = holds(Jdks.current(), "-Xmx64m");
        ChildJvm with = holds(Jdks.current(), ChildJvm.agent("idle=61"))) {
      assertEquals(shown(without, "false"), ofProc(withoutLibrary(pid(without), "--json")));
      assertEquals(0, Command.run("detach", pid(with)).status());
      assertEquals(shown(with, "true"), ofProc(withoutLibrary(pid(with), "--json")));

      String text = withoutLibrary(pid(with)).out();
      assertTrue(
          text.contains(
              "\nTCP connections: 60, as far as is known: as /proc shows them, without the options'"
                  + " values: "),
          text);
      assertTrue(text.contains("jnr-ffi's library can't be loaded ("), text);
      assertTrue(Pattern.compile(" keepalive \\d+s +on +- ").matcher(text).find(), text);
    }
  }

  private Command withoutLibrary(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("status"));
    all.addAll(List.of(words));
    String nowhere = folder.resolve("nowhere").toString();
    Command status =
        Command.run(
            Jdks.current(),
            List.of("-Djava.io.tmpdir=" + nowhere, "-Djffi.extract.dir=" + nowhere),
            all.toArray(String[]::new));
    assertEquals(0, status.status(), status::err);
    return status;
  }

  private static List<String> ofProc(Command status) {
    return Pattern.compile(
            "\\{\"fd\":(\\d+),\"local\":\"([^\"]*)\",\"remote\":\"([^\"]*)\","
                + "\"direction\":\"\\w+\",\"keepalive\":(\\w+),\"idle\":null,\"intvl\":null,"
                + "\"cnt\":null,\"user_timeout\":null,\"covered\":\"[^\"]*\","
                + "\"state\":\"established\",\"timer\":[^,]*,\"timer_s\":\\w+,\"unanswered\":0,"
                + "\"silent_s\":null,\"noticed_in_s\":null,\"never_noticed\":\\w+}")
        .matcher(status.out())
        .results()
        .map(row -> String.join(" ", row.group(1), row.group(2), row.group(3), row.group(4)))
        .sorted()
        .toList();
  }

  private static List<String> shown(ChildJvm target, String keepAlive) throws Exception {
    return KernelSockets.of(target.pid()).stream()
        .map(
            row ->
                String.join(
                    " ",
                    String.valueOf(row.fd()),
                    row.local().toString().substring(1),
                    row.remote().toString().substring(1),
                    keepAlive))
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void listTellsWhichJvmsHaveTheAgent(Jdk jdk) throws Exception {
    try (ChildJvm without = holds(jdk, "-Xmx64m");
        ChildJvm with = holds(jdk, ChildJvm.agent("idle=61"))) {
      assertTrue(line(jdk, without).endsWith(" -"), line(jdk, without));
      assertTrue(line(jdk, with).endsWith(" 1.0.0"), line(jdk, with));

      assertEquals(0, Command.run("detach", pid(with)).status());
      assertTrue(line(jdk, with).endsWith(" -"), line(jdk, with));
    }
  }

  @Test
  void listHasAHeading() throws Exception {
    assertEquals(
        List.of("PID", "MAIN CLASS", "AGENT"),
        List.of(Command.run("list").out().lines().findFirst().orElseThrow().strip().split("  +")));
  }

  @Test
  void forPeopleItSaysWhichJvmItIsAndValuesAsOneWritesThem() throws Exception {
    Path config =
        Files.writeString(folder.resolve("config"), "rule.a.to = *:9\nrule.a.idle = system\n");
    try (ChildJvm target = holds(Jdks.current(), ChildJvm.agent("config=" + config))) {
      String status = Command.run("status", pid(target)).out();

      assertTrue(
          status.startsWith(
              "pid: " + pid(target) + "\nmain class: programs.attach.Holds\nagent: ka-agent"),
          status);
      assertTrue(status.contains("idle=system intvl=60 cnt=20 user_timeout=off"), status);
    }
  }

  @Test
  void socketsThatCannotBeReadAreUnknownAndNotNone() {
    Status status = new Status().with("agent", "ka-agent").withoutSockets("no \"native\" calls");

    assertEquals(
        "agent: ka-agent\nTCP connections: unknown: no \"native\" calls",
        status.toText(Style.PLAIN));
    assertEquals(
        "{\"agent\":\"ka-agent\",\"sockets\":null,"
            + "\"sockets_unknown\":\"no \\\"native\\\" calls\"}",
        status.toJson());
  }

  private static String heading(ChildJvm target) {
    return "{\"pid\":" + pid(target) + ",\"main_class\":\"programs.attach.Holds\",";
  }

  private static ChildJvm holds(Jdk jdk, String option) throws Exception {
    ChildJvm target =
        ChildJvm.start(jdk, option, "-cp", ChildJvm.programs(), "programs.attach.Holds", "30");
    target.awaitLine("ready");
    return target;
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static String line(Jdk jdk, ChildJvm target) throws Exception {
    Command list = Command.run(jdk, List.of(), "list");
    return list.out()
        .lines()
        .filter(line -> line.strip().startsWith(pid(target) + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(list.out() + list.err()));
  }

  private static List<String> sockets(String json) {
    return SOCKET
        .matcher(json)
        .results()
        .map(
            row ->
                String.join(
                    " ",
                    row.group(1),
                    row.group(2),
                    row.group(3),
                    (row.group(4).equals("true") ? "1/" : "0/")
                        + String.join("/", row.group(5), row.group(6), row.group(7)),
                    row.group(8)))
        .sorted()
        .toList();
  }

  private static List<String> kernel(ChildJvm target) throws Exception {
    List<Row> rows = KernelSockets.of(target.pid());
    assertEquals(60, rows.size());
    return rows.stream()
        .map(
            row ->
                String.join(
                    " ",
                    String.valueOf(row.fd()),
                    row.local().toString().substring(1),
                    row.remote().toString().substring(1),
                    row.values(),
                    String.valueOf(row.userTimeout())))
        .sorted()
        .toList();
  }
}
