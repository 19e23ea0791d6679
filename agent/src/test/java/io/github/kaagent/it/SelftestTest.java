package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code selftest}; EveryConnectionTest shows that what it prints is true. */
class SelftestTest {

  private static final String SOCKET = "new Socket(String, int)";

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void passesOn(Jdk jdk) throws Exception {
    try (ChildJvm selftest = selftest(jdk, "idle=61,intvl=7,cnt=5")) {
      assertEquals(0, selftest.exitStatus(), selftest::printed);

      assertTrue(
          rows(selftest, SOCKET).contains(SOCKET + " client on 61 7 5 off yes"), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET).contains(SOCKET + " server on 61 7 5 off yes"), selftest::printed);
      assertEquals(List.of(), rows(selftest, "skipped"), selftest::printed);
      List<String> tables = rows(selftest, " left alone as asked");
      String total = tables.remove(tables.size() - 1);
      assertEquals("selftest: passed: " + sum(tables), total, selftest::printed);
      assertEquals(List.of(), selftest.err());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void passesByJnrFfiAloneOn(Jdk jdk) throws Exception {
    String arguments = "idle=61,intvl=7,cnt=5,user_timeout=90000,options=native";
    List<String> command = new ArrayList<>();
    command.addAll(List.of(ChildJvm.agent(arguments), "-Djava.net.preferIPv4Stack=true"));
    if (jdk.feature() > 8) {
      command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }
    command.addAll(List.of("-Dka-agent.selftest=IPV4", "-cp", ChildJvm.jar().toString()));
    command.addAll(List.of("io.github.kaagent.launch.Main", "selftest", arguments));
    try (ChildJvm selftest = ChildJvm.start(jdk, command.toArray(String[]::new))) {
      assertEquals(0, selftest.exitStatus(), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET).contains(SOCKET + " client on 61 7 5 90000 yes"),
          selftest::printed);
    }
  }

  @Test
  void failsWhereTheAgentIsNot() throws Exception {
    try (ChildJvm selftest =
        ChildJvm.start(
            Jdks.current(),
            "-Dka-agent.selftest=IPV4",
            "-jar",
            ChildJvm.jar().toString(),
            "selftest",
            "idle=61,intvl=7,cnt=5")) {
      assertEquals(1, selftest.exitStatus(), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET).stream()
              .allMatch(row -> row.contains(" off ") && row.endsWith(" NO")),
          selftest::printed);
      assertFalse(rows(selftest, SOCKET).isEmpty(), selftest::printed);
    }
  }

  @Test
  void knowsTheMachinesValues() throws Exception {
    try (ChildJvm selftest =
        selftest(Jdks.current(), "idle=system,intvl=system,cnt=system,user_timeout=9000")) {
      assertEquals(0, selftest.exitStatus(), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET).stream().allMatch(row -> row.endsWith(" 9000 yes")),
          selftest::printed);
      assertFalse(rows(selftest, SOCKET).isEmpty(), selftest::printed);
    }
  }

  @Test
  void asksNothingOfWhatIsExcluded() throws Exception {
    try (ChildJvm selftest = selftest(Jdks.current(), "exclude=in:*")) {
      assertEquals(0, selftest.exitStatus(), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET + " server").stream()
              .allMatch(row -> row.contains(" off ") && row.endsWith(" -")),
          selftest::printed);
      assertTrue(
          rows(selftest, SOCKET + " client").stream().allMatch(row -> row.endsWith(" yes")),
          selftest::printed);
      assertFalse(rows(selftest, SOCKET).isEmpty(), selftest::printed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclude=*", "only=*.example.com", "mode=report"})
  void passesNothingWhereNothingIsAskedOfAnyConnection(String arguments) throws Exception {
    try (ChildJvm selftest = selftest(Jdks.current(), arguments)) {
      assertEquals(1, selftest.exitStatus(), selftest::printed);
      assertEquals(
          List.of(
              "ka-agent: selftest: nothing was tested: these arguments leave loopback alone, or"
                  + " only report; run it without only, exclude and mode=report"),
          selftest.err());
      assertEquals(List.of(), rows(selftest, "passed"), selftest::printed);
      assertTrue(
          rows(selftest, SOCKET).stream()
              .allMatch(row -> row.contains(" off ") && row.endsWith(" -")),
          selftest::printed);
      assertFalse(rows(selftest, SOCKET).isEmpty(), selftest::printed);
    }
  }

  @Test
  void namesTheMistakeInItsArguments() throws Exception {
    try (ChildJvm selftest = selftest(Jdks.current(), "idle=abc")) {
      assertEquals(2, selftest.exitStatus(), selftest::printed);
      assertEquals(1, selftest.err().size(), selftest::printed);
      assertTrue(selftest.err().get(0).contains("idle"), selftest::printed);
      assertEquals(List.of(), selftest.out());
    }
  }

  @Test
  void logsWhatItIsAskedTo() throws Exception {
    try (ChildJvm selftest = selftest(Jdks.current(), "log=info")) {
      assertEquals(0, selftest.exitStatus(), selftest::printed);
      assertTrue(
          selftest.err().stream().anyMatch(line -> line.contains("info enforcing")),
          selftest::printed);
    }
  }

  private static String sum(List<String> tables) {
    long[] sum = new long[3];
    for (String table : tables) {
      String[] words = table.split(" ", -1);
      sum[0] += Long.parseLong(words[0]);
      sum[1] += Long.parseLong(words[2]);
      sum[2] += Long.parseLong(words[5]);
    }
    return sum[0] + " ok, " + sum[1] + " NOT ok, " + sum[2] + " left alone as asked";
  }

  private static ChildJvm selftest(Jdk jdk, String arguments) throws Exception {
    return ChildJvm.start(jdk, "-jar", ChildJvm.jar().toString(), "selftest", arguments);
  }

  /** The lines that contain this, each run of spaces reduced to one space. */
  private static List<String> rows(ChildJvm selftest, String part) {
    return selftest.out().stream()
        .map(line -> line.replaceAll(" +", " "))
        .filter(line -> line.contains(part))
        .collect(Collectors.toCollection(ArrayList::new));
  }
}
