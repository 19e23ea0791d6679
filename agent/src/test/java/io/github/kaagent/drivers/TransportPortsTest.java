package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.faults.Asked;
import io.github.kaagent.faults.Named;
import io.github.kaagent.faults.OwnNetwork;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered of a native transport's socket applies to no other, and ends with it. */
class TransportPortsTest {

  private static final Transport NETTY = Transport.NETTY_4_1_EPOLL;

  /** So few ports that the kernel has to give one local port to many clients. */
  private static final String FEW_PORTS =
      "echo 40000 40199 >/proc/sys/net/ipv4/ip_local_port_range";

  private static final String VALUES = ",intvl=7,cnt=5,mode=";
  private static final String MORE_THAN_ARE_KEPT = "65600";

  @TempDir static Path programs;
  @TempDir static Path temporary;

  @BeforeAll
  static void compile() throws IOException {
    NETTY.compile("NettyPorts", programs);
  }

  static Stream<Arguments> modesOnSomeJdks() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk -> Stream.of("enforce", "cap", "default").map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("modesOnSomeJdks")
  void noConnectionGetsAnothersChoiceByASweepOrAnotherAttach(Jdk jdk, String mode)
      throws Exception {
    try (ChildJvm child =
        start(jdk, "idle=61,sweep=1" + VALUES + mode, "shared", "10000", "12000")) {
      child.awaitLine("held");
      assertEquals(expected(mode, "61"), Named.values(child));
      Asked.attach(child, "idle=62,sweep=1" + VALUES + mode);
      assertEquals(expected(mode, "62"), Named.values(child));
    }
  }

  static Collection<Jdk> someJdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void closedChannelsLeaveRoomForWhatIsChosenForTheNext(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "idle=61" + VALUES + "cap", "closed", MORE_THAN_ARE_KEPT)) {
      child.awaitLine("held");
      assertEquals(
          Map.of("out idle", "1/30/7/5 0", "in nothing", "1/61/7/5 0"), Named.values(child));
    }
  }

  private static ChildJvm start(Jdk jdk, String agent, String... arguments) throws Exception {
    List<String> command =
        List.of(
            ChildJvm.agent(agent),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            NETTY.classPath(programs),
            "NettyPorts");
    return OwnNetwork.start(
        jdk, FEW_PORTS, Stream.concat(command.stream(), Stream.of(arguments)).toList());
  }

  private static Map<String, String> expected(String mode, String idle) {
    String nothing = "1/" + idle + "/7/5 0";
    String off = mode.equals("default") ? nothing.replaceFirst("1", "0") : nothing;
    return Map.of(
        "out nothing", nothing,
        "out off-before", off,
        "out off-after", off,
        "out idle", mode.equals("enforce") ? nothing : "1/30/7/5 0",
        "in nothing", nothing,
        "in off-after", off);
  }
}
