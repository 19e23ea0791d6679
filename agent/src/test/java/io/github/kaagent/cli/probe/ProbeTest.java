package io.github.kaagent.cli.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The command {@code probe} as a user runs it, over loopback. */
class ProbeTest {

  @Test
  void whatWasFoundIsToldAsItGoesAndThenTheArgumentsToPaste() throws Exception {
    try (ChildJvm server = server(-1);
        ChildJvm probe = probe(List.of(), address(server), "--up-to", "2s")) {
      assertEquals(0, probe.exitStatus(), probe::printed);
      String address = "127.0.0.1:" + port(server);
      assertEquals(
          """
          to %s, silent for 1, 2 s:
                1 s  answered
                2 s  answered

          nothing was forgotten: 2 s of silence were survived
          A Linux router may have forgotten and taken it up again at a packet from here
          (conntrack's tcp_loose); "probe --listen PORT" on that machine shows whether it
          would have come through from there.
          measured from 127.0.0.1 to %s; if that is a proxy or a load balancer,
          what is behind it was not
          arguments: idle=1,intvl=1,cnt=60
            they notice a dead peer after 1 + 1 * 60 = 61 s\
          """
              .formatted(address, address),
          String.join("\n", probe.out()));
      assertEquals(List.of(), probe.err());
    }
  }

  @Test
  void anInterruptedProbeTellsWhatIsKnown() throws Exception {
    try (ChildJvm server = server(-1);
        ChildJvm probe = probe(List.of(), address(server), "--up-to", "1h")) {
      probe.awaitLine("to ");
      interrupt(probe);

      assertEquals(130, probe.exitStatus(), probe::printed);
      assertTrue(probe.out().contains("nothing is known yet"), probe::printed);
      assertTrue(
          probe
              .out()
              .contains(
                  "measured from 127.0.0.1 to "
                      + address(server)
                      + "; if that is a proxy or a load balancer,"),
          probe::printed);
    }
  }

  @Test
  void anInterruptedProbeForProgramsIsAnObjectToo() throws Exception {
    try (ChildJvm server = server(-1);
        ChildJvm probe =
            probe(List.of(), address(server), "--up-to", "1h", "--connections", "2", "--json")) {
      server.awaitLine("accepted 3"); // one that checks the server, and the two
      interrupt(probe);

      assertEquals(130, probe.exitStatus(), probe::printed);
      assertEquals(
          List.of(
              "{\"target\":\""
                  + address(server)
                  + "\",\"verdict\":null,\"lived_s\":null,\"died_s\":null,\"arguments\":null,"
                  + "\"connections\":[{\"idle_s\":15,\"end\":\"open\",\"after_s\":T},"
                  + "{\"idle_s\":3600,\"end\":\"open\",\"after_s\":T}]}"),
          probe.out().stream()
              .map(line -> line.replaceAll("after_s\":[0-9.]+", "after_s\":T"))
              .collect(Collectors.toList()));
    }
  }

  @Test
  void aServerThatClosesAtOnceCannotBeMeasured() throws Exception {
    try (ChildJvm server = server(0)) {
      assertFails(
          List.of(),
          address(server),
          address(server) + ": the other end closes every connection at once");
    }
  }

  @Test
  void whereNobodyListensOneLineSaysSo() throws Exception {
    String target = "127.0.0.1:" + Machine.unusedPort();

    assertFails(List.of(), target, "probe can't connect to " + target + ": Connection refused");
  }

  @Test
  void aJavaWithoutTheOptionsSaysSo() throws Exception {
    assertFails(
        List.of("--limit-modules", "java.base,java.instrument"),
        "127.0.0.1:1",
        "this Java ("
            + System.getProperty("java.version")
            + ") has no TCP_KEEPIDLE; probe needs 8u272 or later, or one from 11 on with module"
            + " jdk.net");
  }

  @Test
  void underAnAgentThatSetsKeepaliveItselfNothingIsMeasured() throws Exception {
    try (ChildJvm server = server(-1)) {
      assertFails(
          List.of(ChildJvm.agent("log=off")),
          address(server),
          "something in this JVM sets keepalive itself, so nothing can be measured; an agent? Run"
              + " it with JAVA_TOOL_OPTIONS= in front");
    }
  }

  private static void assertFails(List<String> options, String target, String line)
      throws Exception {
    try (ChildJvm probe = probe(options, target, "--json")) {
      assertEquals(1, probe.exitStatus(), probe::printed);
      assertEquals(List.of("ka-agent: " + line), probe.err());
      assertEquals(List.of(), probe.out());
    }
  }

  private static ChildJvm server(int closesAfterMillis) throws Exception {
    return ChildJvm.start(
        Jdks.current(),
        "-cp",
        ChildJvm.programs(),
        "programs.probe.AcceptsAndKeepsSilent",
        "0",
        String.valueOf(closesAfterMillis));
  }

  private static String port(ChildJvm server) {
    return server.out().stream()
        .filter(line -> line.startsWith("port "))
        .findFirst()
        .orElseGet(() -> server.awaitLine("port "))
        .substring("port ".length());
  }

  private static String address(ChildJvm server) {
    return "127.0.0.1:" + port(server);
  }

  private static void interrupt(ChildJvm probe) throws Exception {
    try (ChildJvm kill =
        ChildJvm.run(List.of("kill", "-INT", String.valueOf(probe.pid())), Map.of())) {
      assertEquals(0, kill.exitStatus());
    }
  }

  private static ChildJvm probe(List<String> options, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-jar", ChildJvm.jar().toString(), "probe"));
    arguments.addAll(List.of(words));
    return ChildJvm.start(Jdks.current(), arguments.toArray(String[]::new));
  }
}
