package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The other end is gone without a packet that says so; all connections wait at the same time. */
class DeadPeerTest {

  private static final String TIMINGS = "idle=2,intvl=1,cnt=3";

  /** Milliseconds: idle + intvl * cnt, and 1.5 s that a busy machine may add. */
  private static final long NOTICED = 6500;

  private static final long STILL_WAITING = 15_000;

  // One program per JDK. WAITING: sends nothing after the link is cut. SENDING: does.

  private static final Map<Jdk, ChildJvm> WAITING = new LinkedHashMap<>();

  private static final Map<Jdk, ChildJvm> WAITING_WITHOUT = new LinkedHashMap<>();
  private static final Map<Jdk, ChildJvm> SENDING = new LinkedHashMap<>();
  private static final Map<Jdk, ChildJvm> SENDING_WITHOUT = new LinkedHashMap<>();

  @AutoClose("stop")
  private static OtherEnd otherEnd;

  private static long cut;

  @BeforeAll
  static void askAllAndThenCutTheLink() throws Exception {
    Lab lab = Lab.open();
    otherEnd = new OtherEnd(lab);
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      WAITING.put(jdk, start(jdk, ChildJvm.agent(TIMINGS)));
      WAITING_WITHOUT.put(jdk, start(jdk, "-Dwithout=agent"));
      SENDING.put(jdk, start(jdk, ChildJvm.agent(TIMINGS + ",user_timeout=auto")));
      SENDING_WITHOUT.put(jdk, start(jdk, ChildJvm.agent(TIMINGS)));
    }
    for (Map<Jdk, ChildJvm> sending : List.of(SENDING, SENDING_WITHOUT)) {
      sending.forEach(
          (jdk, child) -> {
            child.awaitLine("open");
            child.say("port");
            Outcome.await(child, kinds(jdk))
                .forEach(outcome -> assertTrue(outcome.isAnswer(), child::printed));
          });
    }
    for (Map<Jdk, ChildJvm> waiting : List.of(WAITING, WAITING_WITHOUT)) {
      waiting.forEach(
          (jdk, child) -> {
            child.awaitLine("open");
            child.say("never");
            otherEnd.awaitHeard(kinds(jdk));
          });
    }
    lab.awaitAcknowledged();
    cut = System.currentTimeMillis();
    lab.cut();
    SENDING.values().forEach(child -> child.say("port"));
    SENDING_WITHOUT.values().forEach(child -> child.say("port"));
  }

  @Test
  void everyWaitEndsInAnException() {
    assertEnds("Dead peer, " + TIMINGS + ", since the link was cut", WAITING, jdk -> cut);
  }

  @Test
  void withUserTimeoutEveryWaitForWhatWasSentEndsInAnException() {
    assertEnds(
        "Sent and unacknowledged, " + TIMINGS + ",user_timeout=auto, since it was sent",
        SENDING,
        jdk -> cut);
  }

  @Test
  void withoutUserTimeoutEveryWaitForWhatWasSentGoesOn() throws Exception {
    assertStillWaiting(SENDING_WITHOUT, 1);
  }

  @Test
  void withoutTheAgentEveryWaitGoesOnUntilItIsAttached() throws Exception {
    assertStillWaiting(WAITING_WITHOUT, 0);
    Map<Jdk, Long> attached = new HashMap<>();
    for (Map.Entry<Jdk, ChildJvm> each : WAITING_WITHOUT.entrySet()) {
      attach(each.getValue());
      attached.put(each.getKey(), System.currentTimeMillis());
    }
    assertEnds(
        "Dead already when the agent came, " + TIMINGS + ", since it was attached",
        WAITING_WITHOUT,
        attached::get);
  }

  private static List<String> kinds(Jdk jdk) {
    return OtherEnd.kinds(
        jdk,
        "Socket",
        "SocketChannel",
        "AsynchronousSocketChannel",
        "accepted-Socket",
        "pgjdbc",
        "HttpClient",
        "Netty-epoll");
  }

  private static ChildJvm start(Jdk jdk, String option) throws Exception {
    return otherEnd.startAsking(jdk, option, kinds(jdk));
  }

  private static void assertEnds(
      String title, Map<Jdk, ChildJvm> children, Function<Jdk, Long> since) {
    Report report = new Report(title);
    children.forEach(
        (jdk, child) ->
            Outcome.await(child, kinds(jdk))
                .forEach(outcome -> report.add(jdk, outcome, since.apply(jdk))));
    report.print();
    report.assertExceptionsWithin(NOTICED);
  }

  private static void assertStillWaiting(Map<Jdk, ChildJvm> children, long outcomesBefore)
      throws InterruptedException {
    // There is no event to wait for: nothing is to happen until then.
    Thread.sleep(Math.max(0, cut + STILL_WAITING - System.currentTimeMillis()));
    assertAll(
        children.entrySet().stream()
            .map(
                entry ->
                    () ->
                        assertEquals(
                            outcomesBefore * kinds(entry.getKey()).size(),
                            entry.getValue().out().stream()
                                .filter(line -> line.contains("|"))
                                .count(),
                            entry.getValue()::printed)));
  }

  private static void attach(ChildJvm target) throws Exception {
    try (ChildJvm attach =
        ChildJvm.start(
            Jdks.current(),
            "-jar",
            ChildJvm.jar().toString(),
            "attach",
            String.valueOf(target.pid()),
            TIMINGS)) {
      assertEquals(0, attach.exitStatus(), attach::printed);
    }
  }
}
