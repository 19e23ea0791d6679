package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All clients of a server vanish: with the agent the server's connections to them end. */
class ReaperTest {

  private static final int CONNECTIONS = 2000;

  /** Milliseconds: idle + intvl * cnt + 2 s. */
  private static final long REAPED = 7000;

  private static final Map<Jdk, ChildJvm> WITH = new LinkedHashMap<>();
  private static ChildJvm without;
  @AutoClose private static Lab lab;
  private static long cut;

  @BeforeAll
  static void connectAndThenCutTheLink() throws Exception {
    lab = Lab.open();
    List<String> client =
        new ArrayList<>(
            List.of(
                "-cp",
                ChildJvm.programs(),
                "programs.lab.ConnectsMany",
                Lab.HERE,
                String.valueOf(CONNECTIONS)));
    int port = 8000;
    for (Jdk jdk : Jdks.those(17, 25)) {
      client.add(String.valueOf(++port));
      WITH.put(jdk, start(jdk, ChildJvm.agent("idle=2,intvl=1,cnt=3"), port));
    }
    client.add(String.valueOf(++port));
    without = start(Jdks.current(), "-Dwithout=agent", port);
    List<ChildJvm> servers = new ArrayList<>(WITH.values());
    servers.add(without);
    servers.forEach(server -> server.awaitLine("listening"));
    lab.startThere(Jdks.current(), client);
    servers.forEach(server -> server.awaitLine("accepted"));
    cut = System.currentTimeMillis();
    lab.cut();
  }

  @Test
  void everyConnectionOfAVanishedClientEnds() {
    WITH.forEach(
        (jdk, server) -> {
          LongSummaryStatistics ends = new LongSummaryStatistics();
          for (int i = 0; i < CONNECTIONS; i++) {
            Outcome end = Outcome.parse(server.awaitLine("ended|"));
            assertEquals("java.io.IOException: Connection timed out", end.what());
            ends.accept(end.at() - cut);
          }
          System.out.printf(
              "%s: %d connections of vanished clients ended after %d to %d ms%n",
              jdk, CONNECTIONS, ends.getMin(), ends.getMax());
          assertTrue(ends.getMax() <= REAPED, ends::toString);
        });
  }

  @Test
  void withoutTheAgentTheyStay() throws Exception {
    // There is no event to wait for: nothing is to happen until then.
    Thread.sleep(Math.max(0, cut + 2 * REAPED - System.currentTimeMillis()));
    assertEquals(List.of("listening", "accepted " + CONNECTIONS), without.out(), without::printed);
  }

  private static ChildJvm start(Jdk jdk, String option, int port) throws Exception {
    return lab.startHere(
        jdk,
        List.of(
            option,
            "-cp",
            ChildJvm.programs(),
            "programs.lab.AcceptsMany",
            String.valueOf(port),
            String.valueOf(CONNECTIONS)));
  }
}
