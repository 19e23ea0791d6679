package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The manifests fit together, and are hardened. */
class ManifestsTest {

  @ParameterizedTest
  @ValueSource(strings = {"init-container", "image-volume", "opentelemetry-operator"})
  void everyContainerIsHardenedAndMountsWhatIsThere(String name) throws IOException {
    Pod pod = pod(name);

    assertEquals(true, pod.getSpec().getSecurityContext().getRunAsNonRoot());
    List<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
    for (Container container : containers(pod)) {
      var security = container.getSecurityContext();
      assertEquals(true, security.getReadOnlyRootFilesystem(), container::getName);
      assertEquals(false, security.getAllowPrivilegeEscalation(), container::getName);
      assertEquals(List.of("ALL"), security.getCapabilities().getDrop(), container::getName);
      assertTrue(security.getCapabilities().getAdd().isEmpty(), container::getName);
      for (VolumeMount mount : container.getVolumeMounts()) {
        assertTrue(volumes.contains(mount.getName()), mount::getName);
      }
    }
  }

  /** The agent's jar, and its file of rules, lie in a folder that is mounted. */
  @ParameterizedTest
  @ValueSource(strings = {"init-container", "image-volume"})
  void theJarIsWhereTheJvmLooksForIt(String name) throws IOException {
    Container app = pod(name).getSpec().getContainers().get(0);
    String options = app.getEnv().get(0).getValue();

    assertEquals("JAVA_TOOL_OPTIONS", app.getEnv().get(0).getName());
    assertTrue(options.startsWith("-javaagent:/ka/javaagent.jar="), options);
    assertTrue(mounts(app).contains("/ka"));
    if (options.contains("config=")) {
      assertTrue(options.endsWith("config=/etc/ka-agent/rules.conf"), options);
      assertTrue(mounts(app).contains("/etc/ka-agent"));
      assertTrue(
          Manifests.read(name + ".yaml", ConfigMap.class).getData().containsKey("rules.conf"));
    }
  }

  @Test
  void theInitContainerCopiesTheImagesJarToThere() throws IOException {
    Container init = pod("init-container").getSpec().getInitContainers().get(0);

    assertEquals(List.of("cp", "/javaagent.jar", "/ka/javaagent.jar"), init.getCommand());
    assertTrue(mounts(init).contains("/ka"));
  }

  @Test
  void theVolumeIsTheImageThatTheInitContainerHas() throws IOException {
    assertEquals(
        pod("init-container").getSpec().getInitContainers().get(0).getImage(),
        pod("image-volume").getSpec().getVolumes().get(0).getImage().getReference());
  }

  /** There is no model of it: its kind is the operator's own. */
  @Test
  void theOperatorsInstrumentationIsTheOneThatThePodAsksFor() throws IOException {
    JsonNode instrumentation = Manifests.documents("opentelemetry-operator.yaml").get(0);

    assertEquals("Instrumentation", instrumentation.at("/kind").asString());
    assertEquals("ka-agent:1.0.0", instrumentation.at("/spec/java/image").asString());
    assertEquals(
        instrumentation.at("/metadata/name").asString(),
        pod("opentelemetry-operator")
            .getMetadata()
            .getAnnotations()
            .get("instrumentation.opentelemetry.io/inject-java"));
  }

  @Test
  void everyManifestIsTested() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(""))) {
      assertEquals(4, files.filter(file -> file.toString().endsWith(".yaml")).count());
    }
  }

  @Test
  void aFieldThatKubernetesDoesNotHaveIsAMistake() {
    assertThrows(
        JacksonException.class,
        () ->
            Manifests.STRICT.readValue(
                "{\"kind\":\"Pod\",\"spec\":{\"container\":[]}}", Pod.class));
  }

  private static Pod pod(String name) throws IOException {
    return Manifests.read(name + ".yaml", Pod.class);
  }

  private static List<Container> containers(Pod pod) {
    return Stream.concat(
            pod.getSpec().getInitContainers().stream(), pod.getSpec().getContainers().stream())
        .toList();
  }

  private static List<String> mounts(Container container) {
    return container.getVolumeMounts().stream()
        .map(VolumeMount::getMountPath)
        .collect(Collectors.toList());
  }
}
