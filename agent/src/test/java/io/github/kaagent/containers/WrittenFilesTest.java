package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.ProgramJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that the application's JVM writes and maps, from its start through attach and status. */
class WrittenFilesTest {

  private static final String ARGUMENTS = "intvl=7,cnt=5,user_timeout=auto,sweep=1";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAgentWritesNoFileAndMapsNoneButItsJar(Jdk jdk) throws Exception {
    Path library = Compiled.library(Jdks.current(), folder, "connect");
    Set<String> written;
    Set<String> mapped;
    try (Traced traced =
        Traced.start(traces("agent"), jdk, library, ChildJvm.agent("idle=61," + ARGUMENTS))) {
      traced.awaitValues("1/61/7/5 96000");
      traced.command("attach", "idle=62," + ARGUMENTS);
      traced.awaitValues("1/62/7/5 97000");
      traced.command("status");
      mapped = traced.mapped();
      written = traced.written();
    }
    try (Traced traced = Traced.start(traces("nothing"), jdk, library, agentThatDoesNothing())) {
      Set<String> jvms = traced.mapped();
      assertFalse(jvms.isEmpty());
      mapped.removeAll(jvms);
      written.removeAll(traced.written());
    }

    assertEquals(Set.of(), written);
    String home = jdk.home().toRealPath() + "/";
    mapped.removeIf(file -> file.startsWith(home.replaceAll("\\d+", "N")));
    mapped.remove(ChildJvm.jar().toString().replaceAll("\\d+", "N"));
    assertEquals(Set.of(), mapped);
  }

  private Path traces(String name) throws Exception {
    return Files.createDirectory(folder.resolve(name));
  }

  private String agentThatDoesNothing() throws Exception {
    return "-javaagent:"
        + ProgramJar.of(
            folder,
            Map.of("Premain-Class", "programs.guest.DoesNothing"),
            "programs.guest.DoesNothing");
  }
}
