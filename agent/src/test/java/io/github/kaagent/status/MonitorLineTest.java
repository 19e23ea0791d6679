package io.github.kaagent.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MonitorLineTest {

  private static final String UNSEEN = "no: opened before, or by native code";

  @Test
  void allIsCoveredOrLeftAloneAsAsked() {
    assertLine(
        0,
        "KA-AGENT OK - app: 1 of 2 connections covered"
            + " | connections=2 covered=1 uncovered=0 left_alone=1",
        of("app", "yes rule=a", "no: excluded"));
    assertEquals(0, of("app").exitStatus);
    assertEquals(0, of("app", "yes", "no: mode=report rule=a").exitStatus);
  }

  @Test
  void someAreNotThatShouldBe() {
    assertLine(
        1,
        "KA-AGENT WARNING - app: 1 of 2 connections covered, 1 not, and should be"
            + " | connections=2 covered=1 uncovered=1 left_alone=0",
        of("app", "yes", UNSEEN));
  }

  @Test
  void nothingIsEnforced() {
    assertEquals(2, of("app", "no: mode=report").exitStatus);
    assertLine(2, "KA-AGENT CRITICAL - no agent", MonitorLine.nothing("no agent"));
  }

  @Test
  void whatCannotBeLookedAtIsUnknown() {
    assertLine(3, "KA-AGENT UNKNOWN - why/what", MonitorLine.unknown("why|what"));
    assertEquals(3, MonitorLine.of("app", Status.parse("{\"sockets\":null}")).exitStatus);
  }

  @Test
  void ofSeveralTheWorstCountsAndTheGoodAreNotNamed() {
    MonitorLine good = of("good", "yes");
    MonitorLine poor = of("poor", UNSEEN);
    MonitorLine none = MonitorLine.nothing("none");
    MonitorLine dark = MonitorLine.unknown("dark");

    assertLine(
        0,
        "KA-AGENT OK - good: 1 of 1 connections covered; good: 1 of 1 connections covered"
            + " | connections=2 covered=2 uncovered=0 left_alone=0",
        MonitorLine.of(List.of(good, good)));
    assertLine(
        0,
        "KA-AGENT OK - no JVM here | connections=0 covered=0 uncovered=0 left_alone=0",
        MonitorLine.of(List.of()));
    assertEquals(3, MonitorLine.of(List.of(good, dark)).exitStatus);
    assertEquals(1, MonitorLine.of(List.of(good, dark, poor)).exitStatus);
    assertLine(
        2,
        "KA-AGENT CRITICAL - poor: 0 of 1 connections covered, 1 not, and should be; none"
            + " | connections=2 covered=1 uncovered=1 left_alone=0",
        MonitorLine.of(List.of(good, poor, none)));
  }

  private static void assertLine(int exitStatus, String text, MonitorLine line) {
    assertEquals(text, line.toString());
    assertEquals(exitStatus, line.exitStatus);
  }

  private static MonitorLine of(String name, String... covered) {
    String rows =
        Stream.of(covered)
            .map(word -> "{\"fd\":7,\"covered\":\"" + word + "\"}")
            .collect(Collectors.joining(",", "[", "]"));
    return MonitorLine.of(name, Status.parse("{\"sockets\":" + rows + "}"));
  }
}
