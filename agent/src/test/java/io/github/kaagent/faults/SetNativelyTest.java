package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What libc's setsockopt sets behind the JDK's back. */
class SetNativelyTest {

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void isPutBackByASweepWhichSaysSoOnceAConnection(Jdk jdk) throws Exception {
    try (ChildJvm child = start(jdk, "sweep=1")) {
      child.awaitError("set again");
      KernelSockets.await(child.pid(), 4, row -> row.values().equals("1/61/7/5"));
      child.say("");
      child.awaitLine("held");
      KernelSockets.await(child.pid(), 4, row -> row.values().equals("1/61/7/5"));
      child.kill();
      assertEquals(1, Named.news(child).size(), child::printed);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void standsInCapAndDefaultIfItWasSetBeforeConnect(Jdk jdk) throws Exception {
    for (String mode : List.of("cap", "default")) {
      for (String sweep : List.of("", ",sweep=1")) {
        try (ChildJvm child = start(jdk, "mode=" + mode + sweep)) {
          Map<String, String> values = Named.values(child);
          assertEquals("1/30/7/5 0", values.get("before"), child::printed);
          assertEquals("1/61/7/5 0", values.get("untouched"), child::printed);
        }
      }
    }
    try (ChildJvm child = start(jdk, "mode=enforce")) {
      assertEquals("1/61/7/5 0", Named.values(child).get("before"), child::printed);
    }
  }

  private ChildJvm start(Jdk jdk, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.agent("idle=61,intvl=7,cnt=5," + arguments));
    if (jdk.feature() > 8) {
      command.add("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    }
    String library = Compiled.library(jdk, folder, "setsockopt").toString();
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.faults.SetsNatively", library));
    ChildJvm child = ChildJvm.start(jdk, command.toArray(String[]::new));
    child.awaitLine("held");
    return child;
  }
}
