package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent in JMX. */
class ManagementTest {

  static List<Jdk> jdks() {
    return List.of(Jdks.feature(8), Jdks.feature(17), Jdks.feature(25));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theBeanIsThereOnceSomebodyAsksForThePlatformsServer(Jdk jdk) throws Exception {
    try (ChildJvm target = managed(jdk, ChildJvm.agent("idle=61"))) {
      assertEquals("MBean applied=2 sockets=2 idle=61 attributes=13", read(target));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAttachBringsItIntoAServerThatRunsAndADetachTakesItAway(Jdk jdk) throws Exception {
    try (ChildJvm target = managed(jdk, "-Xmx64m")) {
      String pid = String.valueOf(target.pid());
      assertEquals("MBean none", read(target));

      assertEquals(0, Command.run("attach", pid, "idle=61").status());
      assertEquals("MBean applied=2 sockets=2 idle=61 attributes=13", read(target));

      assertEquals(0, Command.run("attach", pid, "jmx=off").status());
      assertEquals("MBean none", read(target));

      assertEquals(0, Command.run("attach", pid, "idle=62").status());
      assertEquals(0, Command.run("detach", pid).status());
      assertEquals("MBean none", read(target));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void jmxIsNotTouchedByTheAgent(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("idle=61"),
            "-verbose:class",
            "-cp",
            ChildJvm.programs(),
            "programs.attach.Holds",
            "30")) {
      target.awaitLine("ready");
      assertEquals(
          List.of(),
          target.out().stream()
              .filter(
                  line ->
                      line.contains(" javax.management.") || line.contains(" java.util.logging."))
              .toList());
    }
  }

  private static ChildJvm managed(Jdk jdk, String option) throws Exception {
    ChildJvm target =
        ChildJvm.start(jdk, option, "-cp", ChildJvm.programs(), "programs.attach.Managed");
    target.awaitLine("ready");
    return target;
  }

  private static String read(ChildJvm target) {
    target.say("read");
    return target.awaitLine("MBean");
  }
}
