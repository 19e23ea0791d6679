package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that the build makes. {@link DockerExampleTest} tests it with an application. */
class AgentImageTest {

  private static final Path TAR = ChildJvm.jar().resolveSibling("ka-agent-image.tar");

  private static String agent;

  @BeforeAll
  static void load() throws IOException {
    Podman.require();
    if (!Files.exists(TAR)) {
      Podman.refuse("no image: the build had no busybox-static");
    }
    String loaded = Output.done("podman", "load", "--quiet", "--input", TAR.toString()).last();
    agent = loaded.substring(loaded.indexOf(": ") + 2); // Loaded image: NAME
  }

  @AfterAll
  static void remove() throws IOException {
    if (agent != null) {
      Output.done("podman", "rmi", "--force", agent);
    }
  }

  @Test
  void isNamedAndLabelledAndNotForRoot() throws IOException {
    String version = Output.done(Jdks.current().tool("java"), "-jar", jar(), "--version").last();

    assertEquals("localhost/" + version.replace(' ', ':'), agent);
    assertEquals("65532:65532", inspect("{{.Config.User}}"));
    assertEquals(
        version,
        inspect("{{index .Labels \"org.opencontainers.image.title\"}}")
            + " "
            + inspect("{{index .Labels \"org.opencontainers.image.version\"}}"));
  }

  /** An init container and OpenTelemetry's operator copy it like this. */
  @Test
  void copiesTheJarAsAnyUser(@TempDir Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    Output.done(
        Stream.of(
                Container.RUN,
                List.of("--volume=" + folder + ":/ka", agent),
                List.of("cp", "/javaagent.jar", "/ka/javaagent.jar"))
            .flatMap(List::stream)
            .toArray(String[]::new));

    assertEquals(-1, Files.mismatch(ChildJvm.jar(), folder.resolve("javaagent.jar")));
  }

  private static String inspect(String format) throws IOException {
    return Output.done("podman", "image", "inspect", "--format=" + format, agent).last();
  }

  private static String jar() {
    return ChildJvm.jar().toString();
  }
}
