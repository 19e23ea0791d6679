package io.github.kaagent.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.Driver;

/** pgjdbc with its defaults, which switch keepalive off after connect. */
class PostgresTest {

  private static PostgresServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new PostgresServer();
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.stop();
    }
  }

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void keepsKeepaliveThatPgjdbcSwitchesOff(Jdk jdk) throws Exception {
    try (ChildJvm child = connect(jdk, ChildJvm.agent("idle=61,intvl=7,cnt=5"))) {
      assertEquals(List.of("1/61/7/5"), values(child), child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void hasNoKeepaliveWithoutTheAgent(Jdk jdk) throws Exception {
    try (ChildJvm child = connect(jdk, "-Dwithout=agent")) {
      assertEquals(List.of(0), rows(child).stream().map(Row::keepalive).toList(), child::printed);
    }
  }

  private static ChildJvm connect(Jdk jdk, String option) throws Exception {
    Path driver = Path.of(Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ChildJvm child =
        ChildJvm.start(
            jdk,
            option,
            "-cp",
            ChildJvm.programs() + File.pathSeparator + driver,
            "programs.Jdbc",
            server.url());
    child.awaitLine("connected true");
    return child;
  }

  private static List<String> values(ChildJvm child) throws Exception {
    return rows(child).stream().map(Row::values).toList();
  }

  private static List<Row> rows(ChildJvm child) throws Exception {
    return KernelSockets.of(child.pid());
  }
}
