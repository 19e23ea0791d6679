package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

  private final List<ProbeResult> ended = new ArrayList<>();
  private final List<List<Integer>> rounds = new ArrayList<>();

  /** Runs a search. Connections end in the order of their silences, as real ones do. */
  private Findings search(int upTo, int connections, IntFunction<ProbeResult> path) {
    Search search = new Search(upTo, connections);
    List<Integer> pending = new ArrayList<>();
    while (!search.isDone()) {
      List<Integer> next = search.next(new Findings(ended), List.copyOf(pending));
      if (!next.isEmpty()) {
        rounds.add(next);
        pending.addAll(next);
      } else if (!search.isDone()) {
        Integer shortest = pending.stream().min(Integer::compare).orElseThrow();
        pending.remove(shortest);
        ended.add(path.apply(shortest));
      }
    }
    return new Findings(ended);
  }

  private static IntFunction<ProbeResult> forgets(double seconds) {
    return idle ->
        idle < seconds
            ? new ProbeResult(idle, Fate.ANSWERED, idle * 1000L + 4500, null)
            : new ProbeResult(idle, Fate.SILENT, idle * 1000L + 3100, null);
  }

  @ParameterizedTest
  @CsvSource({
    "7200, 12, 350", "7200, 12, 900", "7200, 12, 20", "7200, 12, 7200", "7200, 2, 350",
    "600, 4, 240", "12, 12, 5", "7200, 12, 3", "7200, 12, 1", "86400, 100, 40000"
  })
  void theBracketHoldsTheTruthAndIsNarrow(int upTo, int connections, int truth) {
    Findings found = search(upTo, connections, forgets(truth));

    assertTrue(found.isSure);
    double lived = found.lived;
    double died = found.died.deadAtMillis() / 1000.0;
    assertTrue(lived < truth && truth <= died, lived + ".." + died);
    assertTrue(died - lived <= Math.max(1.5, lived * 0.05), lived + ".." + died);
  }

  @Test
  void whatDiesIsTriedOnceMoreAndNobodyWaitsForTheRest() {
    search(7200, 12, forgets(350));

    assertEquals(
        List.of(
            List.of(15, 26, 46, 81, 142, 249, 436, 764, 1339, 2346, 4110, 7200),
            List.of(261, 273, 286, 300, 314, 329, 345, 362, 379, 397, 416, 436),
            List.of(362)),
        rounds);
    assertTrue(ended.stream().noneMatch(result -> result.idle > 436));
  }

  @Test
  void whereNothingDiesOneRoundIsEnough() {
    Findings found = search(7200, 12, forgets(Double.MAX_VALUE));

    assertEquals(1, rounds.size());
    assertEquals(7200, found.lived);
  }

  @Test
  void aLossThatIsNotRepeatedDoesNotCount() {
    List<Integer> lost = new ArrayList<>(List.of(26));
    Findings found =
        search(
            7200,
            12,
            idle ->
                lost.remove((Integer) idle)
                    ? new ProbeResult(idle, Fate.SILENT, idle * 1000L + 3100, null)
                    : forgets(350).apply(idle));

    assertEquals(345, found.lived);
    assertEquals(362_000, found.died.deadAtMillis());
    assertEquals(1, found.accidents());
  }

  @Test
  void aConnectionThatAloneWasClosedIsTriedOnceMore() {
    Search search = new Search(12, 12);
    search.next(new Findings(ended), List.of());
    Findings found = FindingsTest.findings("answered:10 closed:12:11010");

    assertEquals(List.of(13), search.next(found, List.of()));
    assertFalse(search.isDone());
  }

  /** What it was closed by shows in those too; the path's forgetting does not. */
  @Test
  void whileOthersAreSilentForLongerOnlyWhatWasForgottenIsTriedOnceMore() {
    Search search = new Search(12, 12);
    search.next(new Findings(ended), List.of());

    Findings closed = FindingsTest.findings("answered:10 closed:12:11010");
    assertEquals(List.of(), search.next(closed, List.of(20)));
    Findings forgotten = FindingsTest.findings("answered:11 silent:12");
    assertEquals(List.of(12), search.next(forgotten, List.of(20)));
  }

  @Test
  void whatCannotBeRepeatedIsNotTriedForEver() {
    search(
        7200,
        12,
        idle -> new ProbeResult(idle, idle == 26 ? Fate.SILENT : Fate.UNCONNECTED, 0, null));

    assertTrue(rounds.size() <= 12, rounds::toString);
  }
}
