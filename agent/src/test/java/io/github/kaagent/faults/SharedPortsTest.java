package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that share a local port: each has what was chosen for it, and its own rule. */
class SharedPortsTest {

  /** 200 ports for 2,000 clients. */
  private static final String FEW_PORTS =
      "echo 40000 40199 >/proc/sys/net/ipv4/ip_local_port_range";

  private static final String VALUES = "idle=61,intvl=7,cnt=5,mode=";

  @TempDir Path folder;

  static Stream<Arguments> modesOnSomeJdks() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk ->
                Stream.of("enforce", "cap", "default", "report")
                    .map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("modesOnSomeJdks")
  void noConnectionGetsAnothersChoiceByASweepOrAnotherAttach(Jdk jdk, String mode)
      throws Exception {
    try (ChildJvm child = start(jdk, VALUES + mode + ",sweep=1")) {
      child.say("10000 11000");
      child.awaitLine("held");
      child.say("11000 12000");
      child.awaitLine("held");
      assertEquals(expected(mode, "61", "low", "high"), Named.values(child));
      Asked.attach(child, VALUES.replace("61", "62") + mode + ",sweep=1");
      assertEquals(expected(mode, "62", "low", "high"), Named.values(child));
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("modesOnSomeJdks")
  void directionsAndPortsDecideByHowAConnectionWasMade(Jdk jdk, String mode) throws Exception {
    Path rules = folder.resolve("rules.conf");
    Files.writeString(
        rules,
        """
        intvl = 7
        cnt = 5
        mode = %s
        idle = 61
        rule.lowout.to = out:*:10000-10999
        rule.lowout.idle = 101
        rule.lowin.to = in:*:10000-10999
        rule.lowin.idle = 102
        rule.highout.to = out:*:11000-11999
        rule.highout.idle = 103
        rule.highin.to = in:*:11000-11999
        rule.highin.idle = 104
        """
            .formatted(mode));
    Map<String, String> expected = new TreeMap<>();
    for (String[] nameAndIdle :
        new String[][] {
          {"low out", "101"}, {"low in", "102"}, {"high out", "103"}, {"high in", "104"}
        }) {
      expected(mode, nameAndIdle[1], nameAndIdle[0].split(" ", -1)[0])
          .forEach(
              (name, values) -> {
                if (name.startsWith(nameAndIdle[0])) {
                  expected.put(name, values);
                }
              });
    }
    try (ChildJvm child = start(jdk, "sweep=1,config=" + rules)) {
      child.say("10600 11000");
      child.awaitLine("held");
      child.say("11000 11400");
      child.awaitLine("held");
      assertEquals(expected, Named.values(child));
      Asked.attach(child, "config=" + rules);
      assertEquals(expected, Named.values(child));
    }
  }

  static Iterable<Jdk> jdks() {
    return Jdks.from(11); // 8 has no SO_REUSEPORT
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aPortThatIsListenedOnAndConnectedFromTellsNothing(Jdk jdk) throws Exception {
    assertOnePort(jdk, "mode=enforce", "1", "1/61/7/5 0", "1/61/7/5 0");
    assertOnePort(jdk, "mode=default", "0", "1/61/7/5 0", "0/61/7/5 0");
    assertOnePort(jdk, "exclude=out:*", "1", "0/7200/75/9 0", "0/7200/75/9 0");
  }

  private static void assertOnePort(
      Jdk jdk, String arguments, String keepaliveIn, String nothing, String off) throws Exception {
    List<String> command =
        List.of(
            ChildJvm.agent("idle=61,intvl=7,cnt=5,sweep=1," + arguments),
            "-cp",
            ChildJvm.programs(),
            "programs.faults.OnePort");
    try (ChildJvm child = OwnNetwork.start(jdk, "true", command)) {
      child.awaitLine("held");
      Asked.attach(child, "idle=61,intvl=7,cnt=5,sweep=1," + arguments);
      assertEquals(
          Map.of(
              "out nothing",
              nothing,
              "out off",
              off,
              "in off",
              keepaliveIn + "/61/7/5 0",
              "elsewhere out nothing",
              nothing,
              "elsewhere in nothing",
              "1/61/7/5 0"),
          Named.values(child));
    }
  }

  private static ChildJvm start(Jdk jdk, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.agent(arguments));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.faults.SharedPorts"));
    ChildJvm child = OwnNetwork.start(jdk, FEW_PORTS, command);
    child.awaitLine("ready");
    return child;
  }

  private static Map<String, String> expected(String mode, String idle, String... halves) {
    String timings = idle + "/7/5 0";
    String off = "/" + timings;
    String thirty = "1/30/7/5 0";
    String nothing = "1/" + timings;
    switch (mode) {
      case "enforce" -> {
        off = "1" + off;
        thirty = nothing;
      }
      case "cap" -> off = "1" + off;
      case "default" -> off = "0" + off;
      default -> {
        nothing = "0/7200/75/9 0";
        off = nothing;
        thirty = "0/30/75/9 0";
      }
    }
    Map<String, String> expected = new TreeMap<>();
    for (String half : halves) {
      for (String direction : List.of("in", "out")) {
        expected.put(half + " " + direction + " nothing", nothing);
        expected.put(half + " " + direction + " off-after", off);
        expected.put(half + " " + direction + " idle", thirty);
      }
      expected.put(half + " out off-before", off);
    }
    return expected;
  }
}
