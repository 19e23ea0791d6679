package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.Machine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent's MBean. */
class ManagementTest {

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theBeanIsThereOnceSomebodyAsksForThePlatformsServer(Jdk jdk) throws Exception {
    try (ChildJvm target = managed(jdk, ChildJvm.agent("idle=61"))) {
      assertEquals("MBean applied=2 sockets=2 idle=61", read(target));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anAttachBringsItIntoAServerThatRunsAndADetachTakesItAway(Jdk jdk) throws Exception {
    try (ChildJvm target = managed(jdk, "-Xmx64m")) {
      String pid = String.valueOf(target.pid());
      assertEquals("MBean none", read(target));

      assertEquals(0, Command.run("attach", pid, "idle=61").status());
      assertEquals("MBean applied=2 sockets=2 idle=61", read(target));

      assertEquals(0, Command.run("attach", pid, "jmx=off").status());
      assertEquals("MBean none", read(target));

      assertEquals(0, Command.run("attach", pid, "idle=62").status());
      assertEquals(0, Command.run("detach", pid).status());
      assertEquals("MBean none", read(target));
    }
  }

  /** JMX calls its listeners during registration; getPlatformMBeanServer there calls the agent. */
  @ParameterizedTest
  @MethodSource("jdks")
  void anApplicationThatAsksForTheServerWhileTheBeanIsRegisteredGetsIt(Jdk jdk) throws Exception {
    try (ChildJvm target =
        ChildJvm.start(jdk, "-cp", ChildJvm.programs(), "programs.attach.AsksAgain")) {
      target.awaitLine("ready");

      Command attach = Command.run("attach", String.valueOf(target.pid()), "idle=61");

      assertEquals(0, attach.status(), attach::err);
      assertEquals("told, and got it: true", target.awaitLine("told"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void prometheusExportsTheCounters(Jdk jdk) throws Exception {
    Path configuration = Files.writeString(folder.resolve("jmx.yml"), "rules:\n- pattern: .*\n");
    int port = Machine.unusedPort();
    String exporter = "-javaagent:" + exporterJar() + "=127.0.0.1:" + port + ":" + configuration;
    try (ChildJvm target =
        ChildJvm.start(
            jdk,
            exporter,
            ChildJvm.agent("idle=61"),
            "-cp",
            ChildJvm.programs(),
            "programs.attach.Holds",
            "30")) {
      target.awaitLine("ready");
      URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofMinutes(1)).build();
      String text = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();

      assertTrue(
          text.contains("io_github_kaagent_KeepAlive_Counters{key=\"applied.out.socket\"} 10.0"),
          text);
      for (String attribute : List.of("NamespaceCounters", "NamespaceCountersSinceStart")) {
        assertTrue(
            text.contains(
                "io_github_kaagent_KeepAlive_" + attribute + "{key=\"TCPAbortOnTimeout\"} "),
            text);
      }
    }
  }

  private static String exporterJar() throws Exception {
    Class<?> exporter =
        Class.forName("io.prometheus.jmx.JavaAgent", false, ManagementTest.class.getClassLoader());
    return Path.of(exporter.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
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
