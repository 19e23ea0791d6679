package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The manifests, read by the models of Kubernetes' own API: what is in none of them is a mistake.
 */
class ManifestsTest {

  /** The models keep what they do not know in a map; here that is a mistake. */
  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .annotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(MapperConfig<?> config, Annotated annotated) {
                  return false;
                }
              })
          .build();

  private static final Map<String, Class<?>> MODELS =
      Map.of("ConfigMap", ConfigMap.class, "Pod", Pod.class);

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
      assertTrue(read(name).stream().anyMatch(ManifestsTest::hasRules));
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

  /** No model is known of it: its kind is the operator's own. */
  @Test
  void theOperatorsInstrumentationIsTheOneThatThePodAsksFor() throws IOException {
    JsonNode instrumentation = documents("opentelemetry-operator").get(0);

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
      assertEquals(3, files.filter(file -> file.toString().endsWith(".yaml")).count());
    }
  }

  @Test
  void aFieldThatKubernetesDoesNotHaveIsAMistake() {
    assertThrows(
        JacksonException.class,
        () -> STRICT.readValue("{\"kind\":\"Pod\",\"spec\":{\"container\":[]}}", Pod.class));
  }

  private static boolean hasRules(Object resource) {
    return resource instanceof ConfigMap map && map.getData().containsKey("rules.conf");
  }

  private static Pod pod(String name) throws IOException {
    return (Pod) read(name).stream().filter(Pod.class::isInstance).findFirst().orElseThrow();
  }

  private static List<Object> read(String name) throws IOException {
    List<Object> resources = new ArrayList<>();
    for (JsonNode document : documents(name)) {
      Class<?> model = MODELS.get(document.get("kind").asString());
      if (model != null) {
        resources.add(STRICT.treeToValue(document, model));
      }
    }
    assertFalse(resources.isEmpty(), name);
    return resources;
  }

  private static List<JsonNode> documents(String name) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    load.loadAllFromString(Files.readString(Path.of(name + ".yaml")))
        .forEach(document -> documents.add(STRICT.valueToTree(document)));
    return documents;
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
