package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.examples.Block;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the page of examples/docker, word for word, with an application of the test. */
class DockerExampleTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = TOP.resolve("examples/docker/README.md");

  /** The runtime and limits of {@link Container#RUN}, for all containers that podman starts. */
  private static final String SETTINGS =
      """
      [containers]
      default_ulimits = ["nofile=20000:20000", "nproc=1000:1000"]
      [engine]
      runtime = "runc"
      """;

  private static final String APPLICATION =
      """
      FROM %s
      ENV PATH=/jdk/bin
      CMD ["java", "-cp", "%s", "programs.containers.Stays"]
      """;

  @TempDir Path folder;

  private Image files;
  private Map<String, String> environment;

  @BeforeEach
  void makeTheApplication() throws IOException {
    Podman.require();
    if (!Files.exists(ChildJvm.jar().resolveSibling("ka-agent-image.tar"))) {
      Podman.refuse("no image: the build had no busybox-static");
    }
    try {
      Output.of("podman-compose", "--version");
    } catch (IOException absent) {
      Podman.refuse(absent.getMessage());
    }
    environment =
        Map.of(
            "CONTAINERS_CONF",
            Files.writeString(folder.resolve("containers.conf"), SETTINGS).toString(),
            "APPLICATION",
            "my-app:1");
    Path root = Files.createDirectory(folder.resolve("root"));
    ImageRoot.fill(root);
    files = Image.of(Jdks.current().home(), root);
    Path context = Files.createDirectory(folder.resolve("context"));
    Files.writeString(
        context.resolve("Dockerfile"), APPLICATION.formatted(files.id(), ImageRoot.CLASSES));
    done("podman build -t my-app:1 " + context);
  }

  @AfterEach
  void remove() throws IOException {
    if (files != null) {
      // This also removes containers that a failed test has left behind.
      shell("podman rmi --force app-with-ka-agent docker_app my-app:1 ka-agent:1.0.0");
      shell("podman network rm --force docker_default");
      files.remove();
    }
  }

  @Test
  void anApplicationIsCoveredByEachCommandOfThePage() throws IOException {
    done(command("podman load"));
    done(command("podman build"));
    try (ChildJvm run = start(command("podman run"))) {
      run.awaitLine("ready");
      String container = awaitCovered("app-with-ka-agent", "1/30/10/6 0");
      String status = done(command("podman exec").replace("CONTAINER", container));
      assertEquals(4, status.lines().filter(line -> line.endsWith(" yes")).count(), status);
      done("podman kill " + container);
    }
    try (ChildJvm compose = start(command("podman-compose"))) {
      compose.awaitLine("ready");
      String container = awaitCovered("docker_app", "1/30/10/6 90000");
      assertEquals(
          "1000:1000 true []",
          done(
              "podman inspect --format '{{.Config.User}} {{.HostConfig.ReadonlyRootfs}}"
                  + " {{.EffectiveCaps}}' "
                  + container));
      done("podman exec " + container + " java -jar /ka/ka-agent.jar status 1");
      done("podman kill " + container);
    }
  }

  /** Waits until this image's container has four connections with these values; returns its id. */
  private String awaitCovered(String image, String values) throws IOException {
    String container = done("podman ps --quiet --filter ancestor=localhost/" + image + ":latest");
    long pid = Long.parseLong(done("podman inspect --format {{.State.Pid}} " + container));
    KernelSockets.await(pid, 4, row -> (row.values() + " " + row.userTimeout()).equals(values));
    return container;
  }

  private static String command(String start) throws IOException {
    List<String> commands =
        Block.of(PAGE).stream()
            .flatMap(block -> block.lines().stream())
            .filter(line -> line.startsWith(start + " "))
            .toList();
    assertEquals(1, commands.size(), start);
    return commands.get(0);
  }

  private ChildJvm start(String command) throws IOException {
    return ChildJvm.run(
        List.of("bash", "-c", "cd \"$0\" && exec " + command, TOP.toString()), environment);
  }

  private Output shell(String command) throws IOException {
    try (ChildJvm shell = start(command)) {
      shell.endInput();
      return Output.of(shell);
    }
  }

  private String done(String command) throws IOException {
    Output output = shell(command);
    assertEquals(0, output.status(), () -> command + output);
    return String.join("\n", output.out());
  }
}
