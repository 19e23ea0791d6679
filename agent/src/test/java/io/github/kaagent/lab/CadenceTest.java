package io.github.kaagent.lab;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What tcpdump captures on silent connections: a probe every idle seconds while the other end
 * answers; once it no longer does, cnt probes that are intvl seconds apart, then a reset. If intvl
 * is longer than idle, answered probes are intvl apart, too: after a probe the kernel does not look
 * at the connection again before intvl is over (net/ipv4/tcp_timer.c, tcp_keepalive_timer).
 */
class CadenceTest {

  private record Timings(int idle, int intvl, int cnt) {
    @Override
    public String toString() {
      return "idle=" + idle + ",intvl=" + intvl + ",cnt=" + cnt;
    }
  }

  private static final List<Timings> ALL = List.of(new Timings(3, 1, 4), new Timings(1, 3, 2));
  private static final double PRECISION = 0.5;

  /** The kinds of connection that send nothing by themselves while they wait. */
  private static final List<String> KINDS =
      List.of(
          "Socket",
          "SocketChannel",
          "AsynchronousSocketChannel",
          "accepted-Socket",
          "pgjdbc",
          "HttpClient",
          "Netty-epoll");

  /** The captured packets by this end's port, in the order of the capture. */
  private static final Map<Integer, List<Packet>> CONNECTIONS = new TreeMap<>();

  private static final Map<Integer, Timings> ASKED_FOR = new TreeMap<>();

  @AutoClose("stop")
  private static OtherEnd otherEnd;

  @BeforeAll
  static void captureAnsweredProbesAndUnansweredOnes() throws Exception {
    Lab lab = Lab.open();
    otherEnd = new OtherEnd(lab);
    List<ChildJvm> children = new ArrayList<>();
    for (Timings timings : ALL) {
      children.add(otherEnd.startAsking(Jdks.current(), ChildJvm.agent(timings.toString()), KINDS));
    }
    for (int i = 0; i < ALL.size(); i++) {
      children.get(i).awaitLine("open");
      children.get(i).say("never");
      otherEnd.awaitHeard(KINDS);
      for (Row row : KernelSockets.of(children.get(i).pid())) {
        ASKED_FOR.put(row.local().getPort(), ALL.get(i));
      }
    }
    lab.awaitAcknowledged();
    ChildJvm capture = lab.captureHere("-tt", "tcp");
    capture(capture, packets -> packets.stream().filter(packet -> !packet.out()).count() >= 3);
    lab.cut();
    capture(capture, packets -> packets.stream().anyMatch(Packet::reset));
  }

  @Test
  void probesAreIdleApartWhileTheyAreAnsweredAndThenIntvlUntilCnt() {
    System.out.println("\nSeconds between probes (. answered, ! not, x reset):");
    CONNECTIONS.forEach(
        (port, packets) -> System.out.println(ASKED_FOR.get(port) + "  " + describe(packets)));
    assertAll(
        CONNECTIONS.entrySet().stream()
            .map(entry -> () -> assertCadence(ASKED_FOR.get(entry.getKey()), entry.getValue())));
  }

  private static void capture(ChildJvm capture, Predicate<List<Packet>> done) {
    while (!CONNECTIONS.keySet().equals(ASKED_FOR.keySet())
        || !CONNECTIONS.values().stream().allMatch(done)) {
      Packet packet = Packet.parse(capture.awaitLine(""), Lab.HERE);
      CONNECTIONS.computeIfAbsent(packet.port(), port -> new ArrayList<>()).add(packet);
    }
  }

  private static void assertCadence(Timings timings, List<Packet> packets) {
    String described = timings + " " + describe(packets);
    List<Packet> sent = packets.stream().filter(Packet::out).toList();
    assertTrue(sent.get(sent.size() - 1).reset(), described);
    int answers = packets.size() - sent.size();
    assertEquals(timings.cnt(), sent.size() - 1 - answers, described);
    for (int i = 1; i < sent.size(); i++) {
      boolean answered = !packets.get(packets.indexOf(sent.get(i)) - 1).out();
      double gap = sent.get(i).seconds() - sent.get(i - 1).seconds();
      assertEquals(
          answered ? Math.max(timings.idle(), timings.intvl()) : timings.intvl(),
          gap,
          PRECISION,
          described);
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
