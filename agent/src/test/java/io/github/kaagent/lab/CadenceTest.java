package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What tcpdump sees of silent connections: a probe after idle seconds, and once none is answered
 * any more the next after intvl seconds, cnt of them, and a reset.
 */
class CadenceTest {

  private static final int IDLE = 3;
  private static final int INTVL = 1;
  private static final int CNT = 4;
  private static final double PRECISION = 0.5;

  /** All that send nothing by themselves while they wait. */
  private static final List<String> KINDS =
      List.of(
          "Socket",
          "SocketChannel",
          "AsynchronousSocketChannel",
          "accepted-Socket",
          "pgjdbc",
          "HttpClient",
          "Netty-epoll");

  /** By this end's port, in the order of the capture. */
  private static final Map<Integer, List<Packet>> CONNECTIONS = new TreeMap<>();

  private static Lab lab;
  private static OtherEnd otherEnd;

  @BeforeAll
  static void captureAnsweredProbesAndUnansweredOnes() throws Exception {
    lab = Lab.open();
    otherEnd = new OtherEnd(lab);
    ChildJvm child =
        otherEnd.startAsking(
            Jdks.current(),
            ChildJvm.agent("idle=" + IDLE + ",intvl=" + INTVL + ",cnt=" + CNT),
            KINDS);
    child.awaitLine("open");
    child.say("never");
    otherEnd.awaitHeard(KINDS);
    lab.awaitAcknowledged();
    ChildJvm capture = lab.captureHere("-tt", "tcp");
    capture(capture, packets -> packets.stream().filter(packet -> !packet.out()).count() >= 2);
    lab.cut();
    capture(capture, packets -> packets.stream().anyMatch(Packet::reset));
  }

  @AfterAll
  static void stop() throws Exception {
    if (otherEnd != null) {
      otherEnd.stop();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void probesAreIdleApartWhileTheyAreAnsweredAndThenIntvlUntilCnt() {
    System.out.printf(
        "%nSeconds between probes (! unanswered, x reset) with idle=%d,intvl=%d,cnt=%d:%n",
        IDLE, INTVL, CNT);
    CONNECTIONS.values().forEach(packets -> System.out.println(describe(packets)));
    assertAll(CONNECTIONS.values().stream().map(packets -> () -> assertCadence(packets)));
  }

  private static void capture(ChildJvm capture, Predicate<List<Packet>> done) {
    while (CONNECTIONS.size() < KINDS.size() || !CONNECTIONS.values().stream().allMatch(done)) {
      Packet packet = Packet.parse(capture.awaitLine(""), Lab.HERE);
      CONNECTIONS.computeIfAbsent(packet.port(), port -> new ArrayList<>()).add(packet);
    }
  }

  private static void assertCadence(List<Packet> packets) {
    String described = describe(packets);
    List<Packet> sent = packets.stream().filter(Packet::out).toList();
    long unanswered = sent.size() - packets.stream().filter(packet -> !packet.out()).count() - 1;
    assertEquals(CNT, unanswered, described);
    assertTrue(sent.get(sent.size() - 1).reset(), described);
    for (int i = 1; i < sent.size(); i++) {
      boolean answered = !packets.get(packets.indexOf(sent.get(i)) - 1).out();
      double gap = sent.get(i).seconds() - sent.get(i - 1).seconds();
      assertEquals(answered ? IDLE : INTVL, gap, PRECISION, described);
    }
  }

  private static String describe(List<Packet> packets) {
    StringBuilder text = new StringBuilder();
    Packet before = null;
    for (int i = 0; i < packets.size(); i++) {
      Packet packet = packets.get(i);
      if (packet.out()) {
        boolean answered = i + 1 < packets.size() && !packets.get(i + 1).out();
        text.append(before == null ? "" : " %.2f ".formatted(packet.seconds() - before.seconds()))
            .append(packet.reset() ? "x" : answered ? "." : "!");
        before = packet;
      }
    }
    return text.toString();
  }
}
