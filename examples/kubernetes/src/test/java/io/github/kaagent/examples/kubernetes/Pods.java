package io.github.kaagent.examples.kubernetes;

import dev.cel.common.CelException;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The pods in {@code kyverno/pods.yaml}, as written, and as a policy changes them. */
final class Pods {

  private Pods() {}

  static List<JsonNode> all() throws IOException {
    return Manifests.documents("kyverno/pods.yaml");
  }

  static JsonNode json(String name) throws IOException {
    return named(name, all());
  }

  /** The pod of this name among these. */
  static JsonNode named(String name, List<JsonNode> pods) {
    return pods.stream()
        .filter(pod -> pod.at("/metadata/name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Pod written(String name) throws IOException {
    return strict(json(name));
  }

  /** The pod of this name, changed by the policy in this file. */
  static Pod changed(String policy, String name) throws IOException, CelException {
    return strict(Policy.in(policy).applied(json(name)).orElseThrow());
  }

  private static Pod strict(JsonNode pod) {
    return Manifests.STRICT.treeToValue(pod, Pod.class);
  }
}
