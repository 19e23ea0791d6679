package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.github.kaagent.containers.Container;
import io.github.kaagent.containers.Image;
import io.github.kaagent.containers.Output;
import io.github.kaagent.containers.Podman;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Runs the pods, and reads from the kernel what options their connections have. */
class PodsTest {

  private static final Path TAR = ChildJvm.jar().resolveSibling("ka-agent-image.tar");

  private static final List<String> APPLICATION =
      List.of("/jdk/bin/java", "-cp", "/app", "programs.containers.Serves");

  /** Sockets: both ends of a Socket and a SocketChannel. */
  private static final int CONNECTIONS = 4;

  /** Podman's names of the application's image and the agent's, by the manifests' names. */
  private static final Map<String, String> IMAGES = new HashMap<>();

  @TempDir Path volumes;

  @BeforeAll
  static void load(@TempDir Path root) throws IOException {
    Podman.require();
    if (!Files.exists(TAR)) {
      Podman.refuse("no image: the build had no busybox-static");
    }
    String loaded = Output.done("podman", "load", "--quiet", "--input", TAR.toString()).last();
    IMAGES.put("ka-agent:1.0.0", loaded.substring(loaded.indexOf(": ") + 2));
    Output.done("cp", "--recursive", ChildJvm.programs(), root.resolve("app").toString());
    IMAGES.put("my-app:1", Image.of(Jdks.current().home(), root).id());
  }

  @AfterAll
  static void remove() throws IOException {
    for (String image : IMAGES.values()) {
      Output.done("podman", "rmi", "--force", image);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "init-container.yaml, app, 1/60/60/4 300000, =config=/etc/ka-agent/rules.conf",
    "image-volume.yaml, app, 1/60/60/20 0, '=idle=60,intvl=60,cnt=20'"
  })
  void aPodOfTheExamplesIsCoveredAndHardened(
      String file, String container, String values, String arguments) throws IOException {
    List<JsonNode> documents = Manifests.documents(file);
    Map<String, ConfigMap> configMaps = new HashMap<>();
    Manifests.read(file).stream()
        .filter(ConfigMap.class::isInstance)
        .map(ConfigMap.class::cast)
        .forEach(map -> configMaps.put(map.getMetadata().getName(), map));

    run(
        documents.get(documents.size() - 1),
        configMaps,
        container,
        values,
        "-javaagent:/ka/javaagent.jar" + arguments);
  }

  /** What the JVM picks up, and the values that its connections then have. */
  @ParameterizedTest
  @CsvSource({
    "no-options, app, 1/60/60/20 0, -javaagent:/ka/javaagent.jar",
    "own-options, app, 1/60/60/20 0, -Dapp.own=1 -javaagent:/ka/javaagent.jar",
    "own-arguments, app, 1/30/10/6 0, -javaagent:/ka/javaagent.jar",
    "several, app, 1/60/60/20 0, -javaagent:/ka/javaagent.jar",
    "several, empty-value, 1/60/60/20 0, -javaagent:/ka/javaagent.jar",
    "several, prefixed, 1/60/60/20 0, -javaagent:/ka/javaagent.jar",
    "several, elsewhere, 0/7200/75/9 0, -Dconfigured=1",
    "value-from, app, 0/7200/75/9 0, -Dconfigured=1",
    "env-from, app, 0/7200/75/9 0, -Dconfigured=1",
  })
  void aPodThatAPolicyHasChangedIsCoveredOrAsItWasWhereThePolicySaysSo(
      String pod, String container, String values, String pickedUp) throws Exception {
    runChanged("mutating-admission-policy.yaml", pod, container, values, pickedUp);
  }

  @ParameterizedTest
  @CsvSource({
    "own-options, app, 1/60/60/20 0, -Dapp.own=1 -javaagent:/ka/javaagent.jar",
    "several, app, 1/60/60/20 0, -javaagent:/ka/javaagent.jar",
    "value-from, app, 0/7200/75/9 0, -Dconfigured=1",
  })
  void aPodThatKyvernosPolicyHasChangedIsCoveredOrAsItWas(
      String pod, String container, String values, String pickedUp) throws Exception {
    runChanged("kyverno/policy.yaml", pod, container, values, pickedUp);
  }

  private void runChanged(
      String policy, String pod, String container, String values, String pickedUp)
      throws Exception {
    ConfigMap options =
        new ConfigMapBuilder().addToData("JAVA_TOOL_OPTIONS", "-Dconfigured=1").build();
    run(
        Policy.in(policy).applied(Pods.json(pod)).orElseThrow(),
        Map.of("options", options),
        container,
        values,
        pickedUp);
  }

  private void run(
      JsonNode pod,
      Map<String, ConfigMap> configMaps,
      String container,
      String values,
      String pickedUp)
      throws IOException {
    PodmanPod running = new PodmanPod(pod, configMaps, IMAGES, APPLICATION, volumes);
    running.init();
    try (Container application = running.start(container)) {
      application.awaitLine("ready");
      assertHardened(application.pid());
      application.awaitConnections(CONNECTIONS, values);
      Output output = application.end();
      assertEquals(0, output.status(), output::toString);
      assertEquals("Picked up JAVA_TOOL_OPTIONS: " + pickedUp, output.err().get(0));
    }
  }

  /** See proc_pid_status(5) and proc_pid_mountinfo(5). */
  private static void assertHardened(long pid) throws IOException {
    Map<String, String> status = new HashMap<>();
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      status.put(
          line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).trim());
    }
    assertEquals("1000\t1000\t1000\t1000", status.get("Uid"));
    assertEquals("1000\t1000\t1000\t1000", status.get("Gid"));
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      assertEquals("0000000000000000", status.get(set), set);
    }
    assertEquals("1", status.get("NoNewPrivs"));
    List<String> roots =
        Files.readAllLines(Path.of("/proc/" + pid + "/mountinfo")).stream()
            .map(line -> line.split(" ", -1))
            .filter(fields -> fields[4].equals("/"))
            .map(fields -> fields[5])
            .toList();
    assertTrue(roots.stream().allMatch(options -> options.startsWith("ro")), roots::toString);
  }
}
