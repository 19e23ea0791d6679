package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.ProgramJar;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Beside an agent that, once main runs, denies this one files, libraries and threads. */
class DeniedTest {

  @TempDir Path folder;

  static Stream<Arguments> everythingOnEveryJdkInBothOrders() {
    return BesideAnotherAgent.inEveryMode(Jdks.all());
  }

  @ParameterizedTest(name = "{0}, {1}, ka-agent first: {2}")
  @MethodSource("everythingOnEveryJdkInBothOrders")
  void everyConnectionIsRightAndOneLineSaysWhatCannotBe(Jdk jdk, String arguments, boolean first)
      throws Exception {
    List<String> command = BesideAnotherAgent.options(arguments, denying(), first);
    String byteBuddy =
        Path.of(ByteBuddy.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    command.add("-Dnet.bytebuddy.experimental=true"); // for a JDK newer than this Byte Buddy
    command.addAll(List.of("-cp", ChildJvm.programs() + File.pathSeparator + byteBuddy));
    command.add("programs.faults.DenyingAgent$Main");
    try (ChildJvm child = ChildJvm.start(jdk, command.toArray(String[]::new))) {
      child.awaitLine("held");
      boolean sweeps = arguments.contains("sweep");
      if (sweeps) {
        Thread.sleep(2500); // two sweeps, each of which might log something
      }
      assertEquals(
          Map.of("client", "1/61/7/5 90000", "accepted", "1/61/7/5 90000"), Named.values(child));
      child.kill();
      List<String> news = Named.news(child);
      assertTrue(news.size() <= (sweeps ? 1 : 0), child::printed);
    }
  }

  private Path denying() throws Exception {
    return ProgramJar.of(
        folder,
        Map.of("Premain-Class", "programs.faults.DenyingAgent", "Can-Retransform-Classes", "true"),
        "programs.faults.DenyingAgent",
        "programs.faults.DenyingAgent$Denies");
  }
}
