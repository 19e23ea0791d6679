package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.programs.Trial.Met;
import io.github.kaagent.programs.Trial.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  private static final Row SERVER = Row.parse(List.of("name A server")).get(0);

  @Test
  void whatEveryRunWithTheAgentHasIsItsDoing() {
    Differences differences = of(List.of(run("up"), run("up")), List.of(run("up", "late"), run()));

    assertEquals(List.of("+ late"), of(List.of(run()), List.of(run("late"))).lasting());
    assertEquals(List.of(), differences.lasting());
    assertEquals(List.of("+ late", "- up"), differences.passing());
  }

  @Test
  void whatOneRunWithoutItHasIsNoDifference() {
    assertEquals(
        new Differences(List.of(), List.of()),
        of(List.of(run("late"), run()), List.of(run(), run("late"))));
  }

  @Test
  void aWordOfTheAgentsIsNeverForgiven() {
    Differences differences =
        of(List.of(run(), run()), List.of(run("at io.github.kaagent.launch.Main"), run()));

    assertEquals(List.of("+ at io.github.kaagent.launch.Main"), differences.lasting());
  }

  @Test
  void exitStatusesAreComparedAndClientsToo() {
    Differences differences =
        of(List.of(run(0, 0, "connected")), List.of(run(143, 1, "connected", "failed")));

    assertEquals(
        List.of("a client: + failed", "a client: exit status 1", "exit status 143"),
        differences.lasting());
  }

  private static Differences of(List<Outcome> without, List<Outcome> with) {
    return Differences.of(SERVER, without, with);
  }

  private static Outcome run(String... lines) {
    return new Outcome(log(lines), 1, 0, 1, Map.of());
  }

  private static Outcome run(int status, int clients, String... lines) {
    Ends none = new Ends(List.of());
    return new Outcome(
        log(), 1, status, 1, Map.of("a client", new Met(log(lines), clients, none, none)));
  }

  private static Log log(String... lines) {
    return Log.of(List.of(lines), List.of());
  }
}
