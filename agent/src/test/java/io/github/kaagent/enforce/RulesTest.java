package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file of rules of every kind: each connection gets the values of the first rule that matches.
 */
class RulesTest {

  /** The value of idle tells which rule was applied. */
  private static final String RULES =
      """
      idle  = 61
      intvl = 7
      cnt   = 5

      rule.exact.to      = LOCALHOST:PORT0
      rule.exact.idle    = 101
      rule.wild.to       = loc*t:PORT1
      rule.wild.idle     = 102
      rule.address.to    = 127.0.0.3
      rule.address.idle  = 103
      rule.block.to      = 127.0.4.0/24
      rule.block.idle    = 104
      rule.six.to        = [::1]:PORT2
      rule.six.idle      = 105
      rule.mapped.to     = [::ffff:127.0.0.6]:PORT0
      rule.mapped.idle   = 106
      rule.many.to       = 127.0.0.7:PORT0, 127.0.0.8:PORT1
      rule.many.idle     = 107
      rule.range.to      = 127.0.0.9:1024-65535
      rule.range.idle    = 108
      rule.shadowed.to   = 127.0.0.3:PORT0
      rule.shadowed.idle = 109
      rule.inward.to     = in:*:LISTENING
      rule.inward.idle   = 110
      rule.notout.to     = in:127.0.0.11
      rule.notout.idle   = 111
      rule.outward.to    = out:127.0.0.12
      rule.outward.idle  = 112
      rule.watched.to    = 127.0.0.13
      rule.watched.mode  = report
      rule.local.to      = loopback
      rule.local.cnt     = 6
      """;

  /** What the child connects to, and the values that its end is to have. */
  private record Dialled(String host, int port, String values) {}

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void giveEachConnectionTheValuesOfTheFirstThatMatches(Jdk jdk) throws Exception {
    List<ServerSocket> servers = new ArrayList<>();
    try {
      int[] ports = new int[4];
      for (int i = 0; i < ports.length; i++) {
        servers.add(new ServerSocket(0));
        ports[i] = servers.get(i).getLocalPort();
      }
      int listening = Machine.unusedPort();
      List<Dialled> dialled = new ArrayList<>();
      dialled.add(new Dialled("localhost", ports[0], "1/101/7/5"));
      dialled.add(new Dialled("localhost", ports[1], "1/102/7/5"));
      dialled.add(new Dialled("127.0.0.3", ports[0], "1/103/7/5"));
      dialled.add(new Dialled("127.0.4.200", ports[0], "1/104/7/5"));
      dialled.add(new Dialled("127.0.0.6", ports[0], "1/106/7/5"));
      dialled.add(new Dialled("127.0.0.7", ports[0], "1/107/7/5"));
      dialled.add(new Dialled("127.0.0.8", ports[1], "1/107/7/5"));
      dialled.add(new Dialled("127.0.0.9", ports[0], "1/108/7/5"));
      dialled.add(new Dialled("127.0.0.11", ports[0], "1/61/7/6"));
      dialled.add(new Dialled("127.0.0.12", ports[0], "1/112/7/5"));
      dialled.add(new Dialled("127.0.0.13", ports[0], "0/" + Machine.timings()));
      dialled.add(new Dialled("127.0.0.14", ports[0], "1/61/7/6"));
      if (Machine.hasIpv6()) {
        dialled.add(new Dialled("::1", ports[2], "1/105/7/5"));
        dialled.add(new Dialled("::1", ports[3], "1/61/7/6"));
      }
      List<String> command = new ArrayList<>();
      command.add(ChildJvm.agent("config=" + rules(ports, listening)));
      command.addAll(List.of("-cp", ChildJvm.programs(), "programs.Dials", port(listening)));
      dialled.forEach(target -> command.addAll(List.of(target.host(), port(target.port()))));
      try (ChildJvm child = ChildJvm.start(jdk, command.toArray(new String[0]))) {
        child.awaitLine("listening");
        try (Socket incoming = new Socket(InetAddress.getLoopbackAddress(), listening)) {
          child.awaitLine("accepted");
          List<Row> rows = KernelSockets.of(child.pid());
          List<Executable> assertions = new ArrayList<>();
          List<String> lines =
              child.out().stream().filter(line -> line.startsWith("dialled ")).toList();
          assertEquals(2 * dialled.size(), lines.size(), child::printed);
          for (int i = 0; i < lines.size(); i++) {
            Dialled target = dialled.get(i / 2);
            String line = lines.get(i);
            int local = Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            // Two connections to different addresses and ports may have the same local port.
            List<InetAddress> remote = List.of(InetAddress.getAllByName(target.host()));
            assertions.add(
                () ->
                    assertEquals(
                        target.values(),
                        values(
                            rows,
                            row ->
                                row.local().getPort() == local
                                    && row.remote().getPort() == target.port()
                                    && remote.contains(row.remote().getAddress())),
                        line));
          }
          assertions.add(
              () ->
                  assertEquals(
                      "1/110/7/5",
                      values(rows, row -> row.local().getPort() == listening),
                      "accepted"));
          assertEquals(incoming.getPort(), listening);
          assertAll(assertions);
        }
      }
    } finally {
      for (ServerSocket server : servers) {
        server.close();
      }
    }
  }

  private Path rules(int[] ports, int listening) throws IOException {
    String text = RULES.replace("LISTENING", port(listening));
    for (int i = 0; i < ports.length; i++) {
      text = text.replace("PORT" + i, port(ports[i]));
    }
    return Files.writeString(folder.resolve("rules.conf"), text);
  }

  private static String values(List<Row> rows, Predicate<Row> wanted) {
    return rows.stream().filter(wanted).map(Row::values).findFirst().orElseThrow();
  }

  private static String port(int port) {
    return String.valueOf(port);
  }
}
