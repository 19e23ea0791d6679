package io.github.kaagent.descriptors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.KernelSockets.State;
import io.github.kaagent.it.Machine;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Only connections are covered: not listeners, UDP or Unix-domain sockets. */
class OtherSocketsTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5,user_timeout=90000";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAttachLeavesThemAsTheyAre(Jdk jdk) throws Exception {
    try (ChildJvm target = start(jdk, "-Dwithout=agent")) {
      try (ChildJvm attach =
          ChildJvm.start(
              Jdks.current(),
              "-jar",
              ChildJvm.jar().toString(),
              "attach",
              String.valueOf(target.pid()),
              ARGUMENTS)) {
        assertEquals(0, attach.exitStatus(), attach::printed);
      }

      assertOnlyConnectionsAreCovered(jdk, target);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aSweepLeavesThemAsTheyAre(Jdk jdk) throws Exception {
    try (ChildJvm target = start(jdk, ChildJvm.agent(ARGUMENTS + ",sweep=1,log=debug"))) {
      // A sweep takes the descriptors in order, and the two ends of the connection come last.
      target.awaitError("kind=descriptor");
      target.awaitError("kind=descriptor");

      assertOnlyConnectionsAreCovered(jdk, target);
    }
  }

  private ChildJvm start(Jdk jdk, String option) throws Exception {
    ChildJvm target =
        ChildJvm.start(
            jdk,
            option,
            "-cp",
            ChildJvm.programs(),
            "programs.HoldsSocketsOfEveryKind",
            folder.resolve("socket").toString());
    target.awaitLine("ready");
    return target;
  }

  private static void assertOnlyConnectionsAreCovered(Jdk jdk, ChildJvm target) throws Exception {
    List<Row> rows = KernelSockets.all(target.pid());
    assertEquals(
        Collections.nCopies(4, "0/" + Machine.timings() + " 0"),
        values(rows.stream().filter(row -> row.state() == State.LISTEN).toList()));
    assertEquals(
        Collections.nCopies(2, "1/61/7/5 90000"),
        values(rows.stream().filter(row -> row.state() != State.LISTEN).toList()));
    // UDP; Unix-domain: the listener and both ends; and the JDK's own sockets.
    List<Integer> others = KernelSockets.keepAliveOfOthers(target.pid());
    assertTrue(others.size() >= (jdk.feature() < 16 ? 2 : 5), others::toString);
    assertEquals(Set.of(0), Set.copyOf(others));
  }

  private static List<String> values(List<Row> rows) {
    return rows.stream().map(row -> row.values() + " " + row.userTimeout()).toList();
  }
}
