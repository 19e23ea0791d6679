package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The counters of connections by outcome, direction and kind, from {@code status --json}. */
class CountersTest {

  private static final Pattern COUNTERS = Pattern.compile("\"counters\":\\{([^}]*)\\}");
  private static final Pattern COUNTER = Pattern.compile("\"(\\w+\\.\\w+\\.\\w+)\":(\\d+)");

  @ParameterizedTest
  @CsvSource({
    "applied,  mode=enforce",
    "reported, mode=report",
    "excluded, exclude=*",
  })
  void aConnectionCountsByOutcomeDirectionAndKind(String outcome, String arguments)
      throws Exception {
    try (ChildJvm target = holds(arguments)) {
      assertEquals(
          counters(
              Stream.of("in", "out")
                  .flatMap(
                      direction ->
                          Stream.of("socket", "channel", "asynchronous")
                              .map(kind -> outcome + "." + direction + "." + kind + "=10"))
                  .toList()),
          counters(target));
    }
  }

  @Test
  void whatAnAttachFindsAsItWantsItCountsAsAlreadySo() throws Exception {
    try (ChildJvm target = holds("log=off")) {
      assertEquals(0, Command.run("attach", pid(target), "log=off").status());

      Map<String, Integer> counters = counters(target);
      assertEquals(30, counters.get("already.in.descriptor"), counters::toString);
      assertEquals(30, counters.get("already.out.descriptor"), counters::toString);
    }
  }

  @Test
  void aSweepCountsNoConnectionThatAJoinPointHasCounted() throws Exception {
    try (ChildJvm target = holds("mode=report,sweep=1,log=debug")) {
      target.awaitError("kind=descriptor outcome=reported");

      assertFalse(counters(target).containsKey("reported.in.descriptor"));
      assertFalse(counters(target).containsKey("reported.out.descriptor"));
    }
  }

  /**
   * For each kind of setter (two of Socket, two of SocketChannel, one of AsynchronousSocketChannel)
   * the program Setters sets four options: on one socket before it connects, on one after, and on
   * one that it has accepted.
   */
  @Test
  void whatTheApplicationAsksForInVainCountsAsOverruled() throws Exception {
    try (ChildJvm target = setters("mode=enforce", "999", "3", "9")) {
      assertEquals(
          counters(
              List.of(
                  "applied.in.asynchronous=2",
                  "applied.in.channel=5", // the listener's too
                  "applied.in.socket=5", // and of the one that is left untouched
                  "applied.out.asynchronous=2",
                  "applied.out.channel=5",
                  "applied.out.socket=5",
                  "overruled.in.asynchronous=4",
                  "overruled.in.channel=8",
                  "overruled.in.socket=8",
                  "overruled.out.asynchronous=4",
                  "overruled.out.channel=8",
                  "overruled.out.socket=8")),
          counters(target));
    }
  }

  /** Idle and cnt are shortened, intvl is shorter already, and keepalive can't be switched off. */
  @Test
  void whatIsCutInModeCapCountsAsCapped() throws Exception {
    try (ChildJvm target = setters("mode=cap", "999", "3", "9")) {
      assertEquals(
          counters(
              List.of(
                  "applied.in.asynchronous=2",
                  "applied.in.channel=4",
                  "applied.in.socket=5",
                  "applied.out.asynchronous=1",
                  "applied.out.channel=3",
                  "applied.out.socket=3",
                  "capped.in.asynchronous=2",
                  "capped.in.channel=5", // one of them inherits the listener's options
                  "capped.in.socket=4",
                  "capped.out.asynchronous=3",
                  "capped.out.channel=6",
                  "capped.out.socket=6",
                  "overruled.in.asynchronous=1",
                  "overruled.in.channel=2",
                  "overruled.in.socket=2",
                  "overruled.out.asynchronous=1",
                  "overruled.out.channel=2",
                  "overruled.out.socket=2")),
          counters(target));
    }
  }

  private static ChildJvm holds(String arguments) throws Exception {
    return start(arguments, "programs.attach.Holds", "30");
  }

  private static ChildJvm setters(String arguments, String idle, String intvl, String cnt)
      throws Exception {
    return start("idle=61,intvl=7,cnt=5," + arguments, "programs.Setters", idle, intvl, cnt);
  }

  private static ChildJvm start(String arguments, String... program) throws Exception {
    ChildJvm target =
        ChildJvm.start(
            Jdks.current(),
            Stream.concat(
                    Stream.of(ChildJvm.agent(arguments), "-cp", ChildJvm.programs()),
                    Stream.of(program))
                .toArray(String[]::new));
    target.awaitLine("ready");
    return target;
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static Map<String, Integer> counters(ChildJvm target) throws Exception {
    Command status = Command.run("status", pid(target), "--json");
    assertEquals(0, status.status(), status::err);
    Matcher counters = COUNTERS.matcher(status.out());
    assertTrue(counters.find(), status::out);
    Map<String, Integer> counts = new TreeMap<>();
    COUNTER
        .matcher(counters.group(1))
        .results()
        .forEach(counter -> counts.put(counter.group(1), Integer.valueOf(counter.group(2))));
    return counts;
  }

  private static Map<String, Integer> counters(List<String> expected) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String counter : expected) {
      String[] parts = counter.split("=", -1);
      counts.put(parts[0], Integer.valueOf(parts[1]));
    }
    return counts;
  }
}
