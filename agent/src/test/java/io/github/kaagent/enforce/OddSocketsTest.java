package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.KernelSockets.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are easily missed, and settings of the application that easily win. */
class OddSocketsTest {

  static Stream<Arguments> everyWayOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(
                        "socksToAName",
                        "socksToAnAddress",
                        "httpTunnel",
                        "swallowing",
                        "lateToKnowItsPeer")
                    .map(way -> Arguments.of(jdk, way)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyWayOnEveryJdk")
  void areCoveredAtBothEnds(Jdk jdk, String way) throws Exception {
    try (ChildJvm child = start(jdk, "idle=61,intvl=7,cnt=5,log=warn", way)) {
      child.awaitLine("held");
      // The other end accepts on a thread of its own.
      KernelSockets.await(child.pid(), 2, row -> row.values().equals("1/61/7/5"));
      assertEquals(2, KernelSockets.of(child.pid()).size(), child::printed);
      child.kill();
      assertEquals(List.of(), child.err(), child::printed);
    }
  }

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void areCoveredThoughKeepaliveIsSwitchedOffWhileTheyConnect(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "idle=61,intvl=7,cnt=5,log=warn", "connectingAndSet")) {
      child.awaitLine("connecting");
      KernelSockets.await(child.pid(), 3, row -> row.state() == State.SYN_SENT);
      child.say("go");
      List<String> values = held(child);
      assertTrue(values.size() > 5, values::toString); // five clients, and the accepted ends
      assertEquals(Set.of("1/61/7/5"), Set.copyOf(values));
    }
  }

  /** The descriptor has the proxy's address, but it is the target that is excluded. */
  @ParameterizedTest
  @MethodSource("jdks")
  void areLeftAloneBySweepWhereTheTargetIsExcluded(Jdk jdk) throws Exception {
    for (String[] target :
        new String[][] {
          {"socksToAName", "out:*.example"}, {"socksToAnAddress", "out:10.0.0.0/8"}
        }) {
      String arguments = "idle=61,intvl=7,cnt=5,log=debug,sweep=1,exclude=" + target[1];
      try (ChildJvm child = start(jdk, arguments, target[0])) {
        child.awaitLine("held");
        // The sweep has found the connection, and left it alone.
        child.awaitError("kind=descriptor outcome=excluded");
        assertEquals(
            List.of(0, 1),
            KernelSockets.of(child.pid()).stream().map(Row::keepalive).sorted().toList());
      }
    }
  }

  private static ChildJvm start(Jdk jdk, String arguments, String way) throws Exception {
    return ChildJvm.start(
        jdk, ChildJvm.agent(arguments), "-cp", ChildJvm.programs(), "programs.OddSockets", way);
  }

  private static List<String> held(ChildJvm child) throws Exception {
    child.awaitLine("held");
    return KernelSockets.of(child.pid()).stream().map(Row::values).toList();
  }
}
