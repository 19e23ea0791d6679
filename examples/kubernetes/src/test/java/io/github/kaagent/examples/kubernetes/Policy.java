package io.github.kaagent.examples.kubernetes;

import dev.cel.common.CelException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicySpec;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Mutation;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Variable;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A policy that changes pods: a MutatingAdmissionPolicy, or Kyverno's MutatingPolicy, which has the
 * same fields. Its expressions are evaluated as they stand in the file.
 *
 * @param isKyvernos whether it is Kyverno's, which keeps the variables of the first mutation (its
 *     pkg/cel/policies/mpol/compiler/policy.go); an API server evaluates them anew for each
 */
record Policy(MutatingAdmissionPolicySpec spec, boolean isKyvernos) {

  private static final CelType OBJECT = StructTypeReference.create("Object");
  private static final CelType JSON_PATCHES =
      ListType.create(StructTypeReference.create("JSONPatch"));

  /** The policy that is the first resource of a file. */
  static Policy in(String file) throws IOException {
    JsonNode policy = Manifests.documents(file).get(0);
    return new Policy(
        Manifests.STRICT.treeToValue(policy.get("spec"), MutatingAdmissionPolicySpec.class),
        policy.get("kind").asString().equals("MutatingPolicy"));
  }

  /** A created pod as the policy changes it; empty if the policy does not apply to it. */
  Optional<JsonNode> applied(JsonNode pod) throws CelException {
    if (!isFor(pod)) {
      return Optional.empty();
    }
    Expressions first = withVariables(pod);
    JsonNode current = pod;
    for (Mutation mutation : spec.getMutations()) {
      Expressions expressions = isKyvernos ? first.andNow(current) : withVariables(current);
      current = applied(mutation, expressions);
    }
    return Optional.of(current);
  }

  private boolean isFor(JsonNode pod) throws CelException {
    for (Map.Entry<String, String> label :
        spec.getMatchConstraints().getObjectSelector().getMatchLabels().entrySet()) {
      if (!pod.at("/metadata/labels/" + label.getKey()).asString("").equals(label.getValue())) {
        return false;
      }
    }
    for (MatchCondition condition : spec.getMatchConditions()) {
      // In an API server these conditions see no variables.
      if (!Expressions.on(pod).evaluated(condition.getExpression(), SimpleType.BOOL).asBoolean()) {
        return false;
      }
    }
    return true;
  }

  private Expressions withVariables(JsonNode pod) throws CelException {
    Expressions expressions = Expressions.on(pod);
    for (Variable variable : spec.getVariables()) {
      expressions = expressions.with(variable.getName(), variable.getExpression());
    }
    return expressions;
  }

  private static JsonNode applied(Mutation mutation, Expressions expressions) throws CelException {
    return switch (mutation.getPatchType()) {
      case "ApplyConfiguration" ->
          AppliedConfiguration.merge(
              expressions.pod(),
              expressions.evaluated(mutation.getApplyConfiguration().getExpression(), OBJECT));
      case "JSONPatch" ->
          JsonPatch.apply(
              expressions.evaluated(mutation.getJsonPatch().getExpression(), JSON_PATCHES),
              expressions.pod());
      default -> throw new AssertionError(mutation.getPatchType());
    };
  }
}
