package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's native transports, which make their system calls without the JDK, also shaded ones. */
class NativeTransportsTest {

  @TempDir static Path programs;

  /** Where the program puts Unix-domain sockets, and Netty its native libraries. */
  @TempDir Path temporary;

  @BeforeAll
  static void compile() throws IOException {
    for (Transport transport : Transport.values()) {
      transport.compile("NettyChannels", programs);
    }
  }

  static Stream<Arguments> everyTransportOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of(Transport.values())
                    .filter(each -> each != Transport.NETTY_4_1_IO_URING) // no Unix-domain sockets
                    .filter(each -> jdk.feature() >= each.since)
                    .map(each -> Arguments.of(jdk, each)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyTransportOnEveryJdk")
  void hasBothEndsAsAskedAndAllThatIsNoConnectionAsItWas(Jdk jdk, Transport transport)
      throws Exception {
    String arguments = "idle=61,intvl=7,cnt=5,user_timeout=90000,log=warn";
    assertEquals(
        "{own in=1/61/7/5 90000, own out=1/61/7/5 90000, plain in=1/61/7/5 90000,"
            + " plain out=1/61/7/5 90000, server=0/"
            + Machine.timings()
            + " 0}",
        values(jdk, transport, arguments));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cap,     1/13/3/4,  1/61/7/5",
    "default, 0/13/3/4,  1/61/7/5",
    "report,  0/13/3/4,  0/machine",
  })
  void hasTheModesForWhatTheApplicationSets(String mode, String own, String plain)
      throws Exception {
    String arguments = "idle=61,intvl=7,cnt=5,log=warn,mode=" + mode;
    assertEquals(
        "{own in=%2$s 0, own out=%1$s 0, plain in=%2$s 0, plain out=%2$s 0, server=0/%3$s 0}"
            .formatted(own, plain.replace("machine", Machine.timings()), Machine.timings()),
        values(Jdks.current(), Transport.NETTY_4_2_EPOLL, arguments));
  }

  private String values(Jdk jdk, Transport transport, String arguments) throws Exception {
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent(arguments),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            transport.classPath(programs),
            "NettyChannels",
            transport.name)) {
      String first = child.awaitLine(List.of("server|", "unavailable"));
      assumeFalse(
          first.startsWith("unavailable"), () -> "NOT TESTED: " + transport + " is " + first);
      child.awaitLine("ready");
      List<Row> rows = KernelSockets.all(child.pid());
      TreeMap<String, String> values = new TreeMap<>();
      for (String line : child.out()) {
        String[] parts = line.split("\\|", -1);
        if (parts.length == 2) {
          int port = Integer.parseInt(parts[1]);
          if (parts[0].equals("server")) {
            values.put("server", only(rows, row -> row.remote() == null));
          } else {
            values.put(parts[0] + " out", only(rows, row -> row.local().getPort() == port));
            values.put(
                parts[0] + " in",
                only(rows, row -> row.remote() != null && row.remote().getPort() == port));
          }
        }
      }
      // One UDP socket; a Unix-domain listener and both ends; the JDK has one or two for itself.
      List<Integer> others = KernelSockets.keepAliveOfOthers(child.pid());
      assertTrue(others.size() >= 4, others::toString);
      assertEquals(Set.of(0), Set.copyOf(others));
      child.kill();
      assertEquals(
          List.of(), child.err().stream().filter(line -> line.contains("ka-agent")).toList());
      return values.toString();
    }
  }

  private static String only(List<Row> rows, Predicate<Row> wanted) {
    List<String> found =
        rows.stream().filter(wanted).map(row -> row.values() + " " + row.userTimeout()).toList();
    assertEquals(1, found.size(), rows::toString);
    return found.get(0);
  }
}
