package io.github.kaagent.examples.kubernetes;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates a policy's expressions with what they see: the pod as {@code object}, and the policy's
 * own variables. The language has those features of an API server since 1.32 (k8s.io/apiserver,
 * pkg/cel/environment/base.go) that these policies use.
 *
 * @param types of the variables that are evaluated so far
 * @param values of these variables
 */
record Expressions(JsonNode pod, Map<String, CelType> types, Map<String, Object> values) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ObjectMapper CEL_VALUES =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  /** Expressions on a pod, without variables. */
  static Expressions on(JsonNode pod) {
    return new Expressions(pod, Map.of(), Map.of());
  }

  /** The same variables, with the values that they have, and another pod. */
  Expressions andNow(JsonNode changed) {
    return new Expressions(changed, types, values);
  }

  /** With one more variable, the value of this expression. */
  Expressions with(String variable, String expression) throws CelException {
    Cel cel = cel(SimpleType.DYN);
    CelAbstractSyntaxTree compiled = cel.compile(expression).getAst();
    Map<String, CelType> moreTypes = new HashMap<>(types);
    moreTypes.put(variable, compiled.getResultType());
    Map<String, Object> moreValues = new HashMap<>(values);
    moreValues.put(variable, evaluated(cel, compiled));
    return new Expressions(pod, moreTypes, moreValues);
  }

  /** The value of an expression, which does not compile unless it has this type. */
  JsonNode evaluated(String expression, CelType type) throws CelException {
    Cel cel = cel(type);
    Object value = evaluated(cel, cel.compile(expression).getAst());
    return JSON.readTree(JSON.writeValueAsString(value));
  }

  private Object evaluated(Cel cel, CelAbstractSyntaxTree compiled) throws CelException {
    Object object = CEL_VALUES.convertValue(pod, new TypeReference<Map<String, Object>>() {});
    return cel.createProgram(compiled).eval(Map.of("object", object, "variables", values));
  }

  private Cel cel(CelType result) {
    return CelFactory.plannerCelBuilder()
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addCompilerLibraries(
            CelExtensions.optional(), CelExtensions.strings(), CelExtensions.comprehensions())
        .addRuntimeLibraries(
            CelExtensions.optional(), CelExtensions.strings(), CelExtensions.comprehensions())
        .setTypeProvider(new PodTypes(types))
        .setValueProvider((type, fields) -> Optional.of(fields))
        .addVar("object", SimpleType.DYN)
        .addVar("variables", StructTypeReference.create("variables"))
        .setResultType(result)
        .build();
  }
}
