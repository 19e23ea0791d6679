package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a connection costs in system calls, counted by strace with the agent and without. */
class SystemCallsTest {

  private static final int PAIRS = 3;
  private static final int ENDS = 2 * PAIRS;
  private static final Pattern CALL = Pattern.compile("([gs]etsockopt)\\(\\d+, (\\w+, \\w+)");

  @TempDir Path folder;

  static Stream<Arguments> kinds() {
    return Jdks.all().stream()
        .flatMap(
            jdk ->
                Stream.of("Socket", "SocketChannel", "AsynchronousSocketChannel")
                    .map(kind -> Arguments.of(jdk, kind)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("kinds")
  void anEndCostsFourSetsockoptAndNoGetsockopt(Jdk jdk, String kind) throws Exception {
    assertFourSetsockopt(jdk, kind, ChildJvm.agent("idle=61,intvl=7,cnt=5"));
  }

  static Iterable<Jdk> someJdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void anEndCostsNoMoreWhereTheAgentIsGivenTwice(Jdk jdk) throws Exception {
    assertFourSetsockopt(
        jdk, "Socket", ChildJvm.agent("idle=30"), ChildJvm.agent("idle=61,intvl=7,cnt=5"));
  }

  private void assertFourSetsockopt(Jdk jdk, String kind, String... agents) throws Exception {
    SortedMap<String, Integer> extra = calls(jdk, kind, agents);
    calls(jdk, kind).forEach((call, count) -> extra.merge(call, -count, Integer::sum));
    extra.values().removeIf(count -> count == 0);

    assertEquals(
        Map.of(
            "setsockopt SOL_SOCKET, SO_KEEPALIVE", ENDS,
            "setsockopt SOL_TCP, TCP_KEEPIDLE", ENDS,
            "setsockopt SOL_TCP, TCP_KEEPINTVL", ENDS,
            "setsockopt SOL_TCP, TCP_KEEPCNT", ENDS),
        extra);
  }

  /** The calls of each kind that are made between the writes of "begin" and "end". */
  private SortedMap<String, Integer> calls(Jdk jdk, String kind, String... agents)
      throws IOException, InterruptedException {
    Path trace = folder.resolve("trace");
    List<String> command = new ArrayList<>();
    command.addAll(List.of("strace", "-f", "-o", trace.toString()));
    command.addAll(List.of("-e", "trace=setsockopt,getsockopt,write", jdk.tool("java")));
    command.addAll(List.of(agents));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.OpensPairs"));
    command.addAll(List.of(kind, String.valueOf(PAIRS)));
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
    }
    SortedMap<String, Integer> counts = new TreeMap<>();
    for (String line : between("\"begin", "\"end", Files.readAllLines(trace))) {
      Matcher call = CALL.matcher(line);
      if (call.find()) {
        counts.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static List<String> between(String begin, String end, List<String> lines) {
    List<String> found = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      inside |= line.contains(begin);
      inside &= !line.contains(end);
      if (inside) {
        found.add(line);
      }
    }
    return found;
  }
}
