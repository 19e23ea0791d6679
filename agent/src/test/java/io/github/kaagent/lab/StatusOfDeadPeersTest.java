package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** For 50 connections, 20 of them with a dead peer, {@code status} has the figures that ss has. */
class StatusOfDeadPeersTest {

  private static final int DEAD = 20;
  private static final int ALIVE = 30;

  // A probe every second, and so many that no connection is dropped during the test.
  private static final String TIMINGS = "idle=1,intvl=1,cnt=127";

  /** The difference allowed: status and ss look one after the other, and one of them rounds. */
  private static final int APART = 8;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Pattern ROW =
      Pattern.compile(
          "\"local\":\"([^\"]*)\",[^}]*\"timer\":\"(\\w+)\",\"timer_s\":(\\d+),"
              + "\"unanswered\":(\\d+),\"silent_s\":(\\d+),\"noticed_in_s\":(\\d+)");

  /** A line of {@code ss -tnoi}: local address, timer, unanswered probes, all the rest. */
  private static final Pattern SS =
      Pattern.compile("ESTAB +\\d+ +\\d+ +(\\S+) .*timer:\\((\\w+),[^,]*,(\\d+)\\)(.*)");

  private record Figures(String timer, long unanswered, long silent, long noticed) {}

  @Test
  void areThoseOfTheKernelAndTheWorstComeFirst() throws Exception {
    try (Lab lab = Lab.open()) {
      lab.startThere(Jdks.current(), peer("7000")).awaitLine("listening");
      lab.startHere(Jdks.current(), peer("7001")).awaitLine("listening");
      ChildJvm idle =
          lab.startHere(
              Jdks.current(),
              List.of(
                  ChildJvm.agent(TIMINGS),
                  "-cp",
                  ChildJvm.programs(),
                  "programs.lab.Idle",
                  Lab.THERE,
                  "7000",
                  String.valueOf(DEAD),
                  "127.0.0.1",
                  "7001",
                  String.valueOf(ALIVE)));
      idle.awaitLine("open 50");
      lab.cut();
      awaitUnanswered(idle);

      String json = status(idle, "--json");
      Map<String, Figures> reported = figures(json);
      Map<String, Figures> kernel = new HashMap<>();
      Matcher ss = SS.matcher(String.join("\n", lab.inHere("ss -tnoiOH")));
      while (ss.find()) {
        long silent = Math.min(millis("lastrcv", ss.group(4)), millis("lastack", ss.group(4)));
        kernel.put(
            ss.group(1).replaceAll("\\[::ffff:|]", ""),
            new Figures(ss.group(2), Long.parseLong(ss.group(3)), silent / 1000, 0));
      }

      assertEquals(DEAD + ALIVE, reported.size(), json);
      reported.forEach((local, figures) -> assertNear(figures, kernel.get(local), local));
      assertEquals(
          DEAD, reported.values().stream().filter(figures -> figures.unanswered() > 0).count());
      // Connections with unanswered probes come first.
      assertTrue(
          ROW.matcher(json).results().limit(DEAD).allMatch(row -> !row.group(4).equals("0")), json);
      assertEquals(DEAD, figures(status(idle, "--json", "--worst", "20")).size());
      idle.say("Unanswered");
      assertEquals("Unanswered " + DEAD, idle.awaitLine("Unanswered "));
    }
  }

  /** A figure of ss, which leaves out those that are 0. */
  private static long millis(String name, String figures) {
    Matcher figure = Pattern.compile(" " + name + ":(\\d+)").matcher(figures);
    return figure.find() ? Long.parseLong(figure.group(1)) : 0;
  }

  private static void assertNear(Figures reported, Figures kernel, String local) {
    assertEquals(kernel.timer(), reported.timer(), local);
    String both = local + " " + reported + " " + kernel;
    assertTrue(Math.abs(kernel.unanswered() - reported.unanswered()) <= APART, both);
    assertTrue(Math.abs(kernel.silent() - reported.silent()) <= APART, both);
    long expected = 127 - reported.unanswered() + (reported.unanswered() == 0 ? 1 : 0);
    assertTrue(Math.abs(expected - reported.noticed()) <= 2, both);
  }

  private static void awaitUnanswered(ChildJvm idle) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (figures(status(idle, "--json")).values().stream()
            .filter(figures -> figures.unanswered() >= 3)
            .count()
        < DEAD) {
      assertTrue(System.nanoTime() < end, "the probes are answered");
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
  }

  private static Map<String, Figures> figures(String json) {
    Map<String, Figures> figures = new HashMap<>();
    Matcher row = ROW.matcher(json);
    while (row.find()) {
      figures.put(
          row.group(1),
          new Figures(
              row.group(2),
              Long.parseLong(row.group(4)),
              Long.parseLong(row.group(5)),
              Long.parseLong(row.group(6))));
    }
    return figures;
  }

  private static String status(ChildJvm target, String... options) throws Exception {
    String[] words = new String[options.length + 4];
    words[0] = "-jar";
    words[1] = ChildJvm.jar().toString();
    words[2] = "status";
    words[3] = String.valueOf(target.pid());
    System.arraycopy(options, 0, words, 4, options.length);
    try (ChildJvm status = ChildJvm.start(Jdks.current(), words)) {
      assertEquals(0, status.exitStatus(), status::printed);
      return String.join("\n", status.out());
    }
  }

  private static List<String> peer(String port) {
    return List.of("-cp", ChildJvm.programs(), "programs.lab.Peer", port);
  }
}
