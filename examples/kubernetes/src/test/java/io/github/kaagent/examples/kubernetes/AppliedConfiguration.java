package io.github.kaagent.examples.kubernetes;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges as server-side apply does: objects by their fields, lists by the field that identifies
 * their items, in the order that they have, with new items at the end.
 */
final class AppliedConfiguration {

  /**
   * The field that identifies the items of a list: x-kubernetes-list-map-keys of Kubernetes'
   * OpenAPI. A policy may not touch any other list (command, args, capabilities): "may not mutate
   * atomic arrays, maps or structs" (k8s.io/apiserver, mutating/patch/smd.go).
   */
  private static final Map<String, String> KEYS =
      Map.of(
          "containers", "name",
          "initContainers", "name",
          "env", "name",
          "volumes", "name",
          "volumeMounts", "mountPath");

  private AppliedConfiguration() {}

  /** A copy of a live object, with this configuration merged into it. */
  static JsonNode merge(JsonNode live, JsonNode configuration) {
    ObjectNode merged = (ObjectNode) live.deepCopy();
    configuration
        .properties()
        .forEach(
            field ->
                merged.set(
                    field.getKey(),
                    merged(field.getKey(), merged.path(field.getKey()), field.getValue())));
    return merged;
  }

  private static JsonNode merged(String name, JsonNode live, JsonNode value) {
    if (value.isArray()) {
      String key = KEYS.get(name);
      if (key == null) {
        throw new AssertionError("a policy may not touch the atomic list " + name);
      }
      return mergedByKey(key, live, value);
    }
    if (value.isObject()) {
      return merge(live.isObject() ? live : JsonNodeFactory.instance.objectNode(), value);
    }
    return value;
  }

  private static JsonNode mergedByKey(String key, JsonNode live, JsonNode items) {
    Map<JsonNode, JsonNode> merged = new LinkedHashMap<>();
    live.forEach(item -> merged.put(item.get(key), item));
    items.forEach(
        item ->
            merged.merge(
                item.get(key),
                merge(JsonNodeFactory.instance.objectNode(), item),
                AppliedConfiguration::merge));
    return JsonNodeFactory.instance.arrayNode().addAll(merged.values());
  }
}
