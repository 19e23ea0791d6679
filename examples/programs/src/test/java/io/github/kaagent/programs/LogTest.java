package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-27T04:51:08.123Z INFO [main] up, 2026-11-27T04:53:10.001Z INFO [main] up",
    "Started in 1234 ms, Started in 7 ms",
    "object@1b2c3d4e, object@ffe012",
    "bytes: 16:99:d1:84:e6:4d:56:f1, bytes: c0:cf:12:aa:ff:00:01:02",
    "id 0f8fad5b-d9cb-469f-a165-70867728950e, id 7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "flush_0f8fad5b-d9cb-469f-a165-70867728950e.log,"
        + " flush_7c9e6679-7425-40de-944b-e07fc1f90ae7.log",
    "tokens [-9071234567], tokens [8012345678]",
    "127.0.0.1:4711 is there, 127.0.0.1:80 is there",
    "'[-javaagent:/x/ka-agent.jar=idle=61,cnt=5, -Done, -Dtwo]', '[-Done, -Dtwo]'",
    "Classpath: /a.jar:/b/c.jar:/x/ka-agent.jar, Classpath: /a.jar:/b/c.jar",
    "?[31mred?[0m, red"
  })
  void whatDiffersFromRunToRunIsLeftOut(String one, String other) {
    assertEquals(Log.normal(one.replace('?', '\u001b')), Log.normal(other));
  }

  @ParameterizedTest
  @CsvSource({"up, down", "INFO up, WARN up", "opened 3 ports, closed 3 ports", "added, beaded"})
  void whatIsSaidIsKept(String one, String other) {
    assertNotEquals(Log.normal(one), Log.normal(other));
  }

  @Test
  void theAgentsOwnLineIsNoDifference() {
    Log with =
        log(
            "Picked up JAVA_TOOL_OPTIONS: -javaagent:/x/ka-agent.jar=idle=61",
            "ka-agent 2026-11-27T03:05:34.773Z info enforcing idle=61 intvl=7 cnt=5",
            "up");

    assertEquals(List.of(), with.differences(List.of(log("up"))));
  }

  @Test
  void anyOtherLineOfTheAgentsIsADifference() {
    assertEquals(
        List.of("+ ka-agent warn not woven"),
        log("ka-agent warn not woven", "up").differences(List.of(log("up"))));
  }

  @Test
  void aLineMoreOrLessIsADifference() {
    assertEquals(List.of("+ one"), log("one", "one").differences(List.of(log("one"))));
    assertEquals(List.of("- two"), log("one").differences(List.of(log("one", "two"))));
  }

  @Test
  void whatDiffersWithoutTheAgentTooIsNoDifference() {
    List<Log> without = List.of(log("one"), log("one", "one", "two"));

    assertEquals(List.of(), log("one", "two").differences(without));
  }

  private static Log log(String... lines) {
    return Log.of(List.of(lines), List.of());
  }
}
