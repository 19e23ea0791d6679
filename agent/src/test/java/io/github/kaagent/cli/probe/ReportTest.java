package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.cli.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {

  private static ProbeResult keeps(int idle) {
    return new ProbeResult(idle, Fate.ANSWERED, idle * 1000L + 4500, null);
  }

  private static ProbeResult closes(int idle) {
    return idle == 1 ? keeps(1) : new ProbeResult(idle, Fate.CLOSED, 1240, null);
  }

  private static IntFunction<ProbeResult> forgets(int seconds) {
    return idle ->
        idle < seconds
            ? keeps(idle)
            : new ProbeResult(idle, Fate.SILENT, idle * 1000L + 3080, null);
  }

  private static ProbeSeries direction(int upTo, IntFunction<ProbeResult> path) throws Exception {
    ProbeSeries direction =
        new ProbeSeries(
            "there",
            "",
            new Search(upTo, 3),
            idle -> CompletableFuture.completedFuture(path.apply(idle)),
            Screen.none());
    while (!direction.isDone()) {
      direction.advance();
    }
    return direction;
  }

  @Test
  void forProgramsItIsOneObjectOfTheseKeys() throws Exception {
    assertEquals(
        "{\"target\":\"db:5432\",\"verdict\":\"silent\",\"lived_s\":1,\"died_s\":2,"
            + "\"arguments\":\"idle=1,intvl=1,cnt=60\",\"connections\":["
            + "{\"idle_s\":1,\"end\":\"answered\",\"after_s\":5.5},"
            + "{\"idle_s\":2,\"end\":\"silent\",\"after_s\":5.1},"
            + "{\"idle_s\":3,\"end\":\"silent\",\"after_s\":6.1},"
            + "{\"idle_s\":2,\"end\":\"silent\",\"after_s\":5.1}]}",
        new Report("db:5432", direction(3, forgets(2)), null).json());
  }

  @Test
  void whatTheOtherEndClosesNoArgumentsHelp() throws Exception {
    String json = new Report("db:5432", direction(3, ReportTest::closes), null).json();

    assertTrue(
        json.startsWith(
            "{\"target\":\"db:5432\",\"verdict\":\"closed\",\"lived_s\":1,\"died_s\":1.2,"
                + "\"arguments\":null,"),
        json);
  }

  @Test
  void whatIsNotKnownIsNull() throws Exception {
    IntFunction<ProbeResult> refuses = idle -> new ProbeResult(idle, Fate.REFUSED, 3, null);
    String json = new Report("db:5432", direction(3, refuses), null).json();

    assertTrue(
        json.startsWith(
            "{\"target\":\"db:5432\",\"verdict\":null,\"lived_s\":null,\"died_s\":null,"
                + "\"arguments\":null,"),
        json);
  }

  @Test
  void aLossThatCouldNotBeRepeatedGivesNoArguments() throws Exception {
    List<Integer> lost = new ArrayList<>();
    IntFunction<ProbeResult> once =
        idle -> {
          Fate fate = idle < 100 ? Fate.ANSWERED : lost.isEmpty() ? Fate.SILENT : Fate.UNCONNECTED;
          lost.addAll(fate == Fate.SILENT ? List.of(idle) : List.of());
          return new ProbeResult(idle, fate, idle * 1000L, null);
        };
    String json = new Report("db:1", direction(600, once), null).json();

    assertTrue(json.contains("\"verdict\":null,\"lived_s\":95,"), json);
    assertTrue(json.contains("\"arguments\":null,"), json);
  }

  @Test
  void forPeopleItEndsWithTheArguments() throws Exception {
    String text = new Report("db:1", direction(600, ReportTest::keeps), null).text("a:2", "db:1");

    assertTrue(text.startsWith("\nnothing was forgotten: 600 s of silence were survived\n"), text);
    assertTrue(text.contains("\n(conntrack's tcp_loose)"), text);
    assertTrue(
        text.endsWith(
            """
            arguments: idle=480,intvl=60,cnt=5
              they notice a dead peer after 480 + 60 * 5 = 780 s
            """),
        text);
    Report forgets = new Report("db:1", direction(600, forgets(100)), null);
    assertFalse(forgets.text("a:2", "db:1").contains("tcp_loose"));
  }

  @Test
  void anEndThatClosesByItselfIsNoReasonForShorterSilences() throws Exception {
    Report report =
        new Report("db:1", direction(600, ReportTest::keeps), direction(600, ReportTest::closes));

    assertTrue(report.json().contains("\"arguments\":\"idle=480,intvl=60,cnt=5\","), report::json);
  }

  @Test
  void theArgumentsServeTheDirectionThatForgetsSooner() throws Exception {
    Report report =
        new Report("db:1", direction(600, ReportTest::keeps), direction(600, forgets(100)));
    String json = report.json();

    assertTrue(json.contains("\"arguments\":\"idle=77,intvl=10,cnt=6"), json);
    assertTrue(json.contains("\"other_direction\":{\"verdict\":\"silent\",\"lived_s\":97,"), json);
    List<String> lines = report.text("10.0.0.1", "db:1").lines().toList();
    assertTrue(lines.contains("nothing was forgotten: 600 s of silence were survived"));
    assertTrue(lines.contains("forgotten silently between 97 and 100 s"), lines::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "ANSWERED, 15, 19500, answered",
    "SILENT, 15, 18100, no answer to 3 probes",
    "RESET, 15, 15020, reset",
    "RESET, 15, 9000, 'reset, unasked, after 9 s'",
    "CLOSED, 15, 9120, closed by the other end after 9.1 s",
    "REFUSED, 15, 3, closed by the other end at once",
    "UNCONNECTED, 15, 0, not connected",
    "TALKED, 15, 9, the other end kept sending"
  })
  void aConnectionIsALine(Fate fate, int idle, long after, String words) {
    assertEquals("     15 s  " + words, ProbeSeries.row(new ProbeResult(idle, fate, after, null)));
  }
}
