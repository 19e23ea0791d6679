package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.github.kaagent.containers.Container;
import io.github.kaagent.containers.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A pod whose containers podman runs, one by one, as a kubelet would: image, command, environment,
 * volumes and security context. Any other field of a container is refused.
 */
final class PodmanPod {

  private final JsonNode spec;
  private final Map<String, ConfigMap> configMaps;
  private final Map<String, String> images;
  private final List<String> application;
  private final Path folder;

  /**
   * Makes a pod.
   *
   * @param configMaps those of its namespace, by name
   * @param images podman's names of the images, by the pod's names
   * @param application the command of containers that name none
   * @param folder an empty folder, for volumes
   */
  PodmanPod(
      JsonNode pod,
      Map<String, ConfigMap> configMaps,
      Map<String, String> images,
      List<String> application,
      Path folder) {
    this.spec = pod.get("spec");
    this.configMaps = configMaps;
    this.images = images;
    this.application = application;
    this.folder = folder;
  }

  /** Runs the init containers, one after the other. */
  void init() throws IOException {
    for (JsonNode container : spec.path("initContainers")) {
      try (Container running = run(container)) {
        Output output = running.end();
        assertEquals(0, output.status(), output::toString);
      }
    }
  }

  /** Starts the container of this name. */
  Container start(String name) throws IOException {
    for (JsonNode container : spec.get("containers")) {
      if (container.get("name").asString().equals(name)) {
        return run(container);
      }
    }
    throw new AssertionError("no container " + name + " in " + spec);
  }

  private Container run(JsonNode container) throws IOException {
    List<String> command = new ArrayList<>();
    container.path("command").forEach(word -> command.add(word.asString()));
    return Container.run(
        options(container),
        images.get(container.get("image").asString()),
        command.isEmpty() ? application : command);
  }

  private List<String> options(JsonNode container) throws IOException {
    List<String> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : container.properties()) {
      switch (field.getKey()) {
        case "name", "image", "command", "env", "envFrom", "securityContext" -> {}
        case "volumeMounts" -> {
          for (JsonNode mount : field.getValue()) {
            options.add(mount(mount));
          }
        }
        default -> throw unknown(field.getKey());
      }
    }
    environment(container).forEach((name, value) -> options.add("--env=" + name + "=" + value));
    options.addAll(security(container));
    return options;
  }

  /** A value of env overrides one of envFrom. */
  private Map<String, String> environment(JsonNode container) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (JsonNode source : container.path("envFrom")) {
      data(source.get("configMapRef"))
          .forEach(
              (key, value) -> environment.put(source.path("prefix").asString("") + key, value));
    }
    for (JsonNode variable : container.path("env")) {
      JsonNode key = variable.at("/valueFrom/configMapKeyRef");
      environment.put(
          variable.get("name").asString(),
          key.isMissingNode()
              ? variable.path("value").asString("")
              : data(key).get(key.get("key").asString()));
    }
    return environment;
  }

  private Map<String, String> data(JsonNode reference) {
    return configMaps.get(reference.get("name").asString()).getData();
  }

  private String mount(JsonNode mount) throws IOException {
    String at = mount.get("mountPath").asString();
    JsonNode volume = volume(mount.get("name").asString());
    if (volume.has("image")) {
      String image = images.get(volume.at("/image/reference").asString());
      return "--mount=type=image,source=" + image + ",destination=" + at;
    }
    String access = mount.path("readOnly").asBoolean(false) ? ":ro" : ":rw";
    return "--volume=" + directory(volume) + ":" + at + access;
  }

  private JsonNode volume(String name) {
    for (JsonNode volume : spec.path("volumes")) {
      if (volume.get("name").asString().equals(name)) {
        return volume;
      }
    }
    throw new AssertionError("no volume " + name);
  }

  /** Every user may write there, as in a kubelet's emptyDir. */
  private Path directory(JsonNode volume) throws IOException {
    Path directory = folder.resolve(volume.get("name").asString());
    if (Files.notExists(directory)) {
      Files.createDirectory(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
      if (volume.has("configMap")) {
        for (Map.Entry<String, String> file : data(volume.get("configMap")).entrySet()) {
          Files.writeString(directory.resolve(file.getKey()), file.getValue());
        }
      } else if (!volume.has("emptyDir")) {
        throw unknown(volume.toString());
      }
    }
    return directory;
  }

  /** A container's own security context overrides the pod's. */
  private List<String> security(JsonNode container) {
    ObjectNode context = JsonNodeFactory.instance.objectNode();
    spec.path("securityContext")
        .properties()
        .forEach(field -> context.set(field.getKey(), field.getValue()));
    container
        .path("securityContext")
        .properties()
        .forEach(field -> context.set(field.getKey(), field.getValue()));
    List<String> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : context.properties()) {
      switch (field.getKey()) {
        case "runAsUser" ->
            options.add(
                "--user="
                    + field.getValue().asInt()
                    + (context.has("runAsGroup") ? ":" + context.get("runAsGroup").asInt() : ""));
        case "runAsGroup" -> {}
        case "runAsNonRoot" -> {
          // A kubelet refuses to start this; without runAsUser the image's user would decide.
          if (context.path("runAsUser").asInt(0) == 0) {
            throw new AssertionError("runAsNonRoot, and root: " + container);
          }
        }
        case "readOnlyRootFilesystem" ->
            options.addAll(List.of("--read-only=" + field.getValue(), "--read-only-tmpfs=false"));
        case "allowPrivilegeEscalation" ->
            options.add("--security-opt=no-new-privileges=" + !field.getValue().asBoolean());
        case "capabilities" ->
            field
                .getValue()
                .get("drop")
                .forEach(capability -> options.add("--cap-drop=" + capability.asString()));
        case "seccompProfile" ->
            // Podman's default, too.
            assertEquals("RuntimeDefault", field.getValue().get("type").asString());
        default -> throw unknown(field.getKey());
      }
    }
    return options;
  }

  private static AssertionError unknown(String what) {
    return new AssertionError("podman is not told of " + what);
  }
}
