package io.github.kaagent.examples.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/** The manifests, read into the models of Kubernetes: unknown fields are an error. */
final class Manifests {

  /** The models keep unknown fields in a map; this makes them an error. */
  static final ObjectMapper STRICT =
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
      Map.of(
          "ConfigMap", ConfigMap.class,
          "Pod", Pod.class,
          "MutatingAdmissionPolicy", MutatingAdmissionPolicy.class,
          "MutatingAdmissionPolicyBinding", MutatingAdmissionPolicyBinding.class);

  private Manifests() {}

  /** The resources of a file that there is a model for. */
  static List<Object> read(String file) throws IOException {
    List<Object> resources = new ArrayList<>();
    for (JsonNode document : documents(file)) {
      Class<?> model = MODELS.get(document.get("kind").asString());
      if (model != null) {
        resources.add(STRICT.treeToValue(document, model));
      }
    }
    return resources;
  }

  /** The only resource of this kind in a file. */
  static <T> T read(String file, Class<T> kind) throws IOException {
    List<T> resources = read(file).stream().filter(kind::isInstance).map(kind::cast).toList();
    if (resources.size() != 1) {
      throw new AssertionError(resources.size() + " of " + kind.getSimpleName() + " in " + file);
    }
    return resources.get(0);
  }

  /** All documents of a file, of any kind. */
  static List<JsonNode> documents(String file) throws IOException {
    List<JsonNode> documents = new ArrayList<>();
    Load load = new Load(LoadSettings.builder().setAllowDuplicateKeys(false).build());
    load.loadAllFromString(Files.readString(Path.of(file)))
        .forEach(document -> documents.add(STRICT.valueToTree(document)));
    return documents;
  }
}
