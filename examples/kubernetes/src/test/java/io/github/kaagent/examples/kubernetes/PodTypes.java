package io.github.kaagent.examples.kubernetes;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;

/**
 * The types that a mutation's expression makes objects of: {@code Object} is the pod, {@code
 * Object.spec.containers} one of its containers, and so on, with the fields that Kubernetes' models
 * have. A Kubernetes API server accepts any field at first, and finds only at each pod what does
 * not fit its schema (k8s.io/apiserver, pkg/cel/mutation); here such an expression does not
 * compile.
 */
final class PodTypes implements CelTypeProvider {

  private static final String ROOT = "Object";

  private static final StructType JSON_PATCH =
      struct(
          "JSONPatch",
          ImmutableMap.of(
              "op", SimpleType.STRING,
              "path", SimpleType.STRING,
              "from", SimpleType.STRING,
              "value", SimpleType.DYN));

  private final StructType variables;

  /**
   * Makes the types for a policy.
   *
   * @param variables the type of each variable that an expression may use
   */
  PodTypes(Map<String, CelType> variables) {
    this.variables = struct("variables", ImmutableMap.copyOf(variables));
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.of(JSON_PATCH, variables);
  }

  @Override
  public Optional<CelType> findType(String name) {
    if (name.equals(JSON_PATCH.name())) {
      return Optional.of(JSON_PATCH);
    }
    if (name.equals(variables.name())) {
      return Optional.of(variables);
    }
    return model(name).map(model -> struct(name, fields(name, model)));
  }

  /** The class of the model that such a name leads to. */
  private static Optional<Class<?>> model(String name) {
    String[] path = name.split("\\.", -1);
    if (!path[0].equals(ROOT)) {
      return Optional.empty();
    }
    Class<?> model = Pod.class;
    for (int i = 1; i < path.length; i++) {
      Type type = null;
      for (Field field : model.getDeclaredFields()) {
        if (path[i].equals(nameOf(field))) {
          type = element(field.getGenericType());
        }
      }
      if (!isModel(type)) {
        return Optional.empty();
      }
      model = (Class<?>) type;
    }
    return Optional.of(model);
  }

  private static ImmutableMap<String, CelType> fields(String name, Class<?> model) {
    ImmutableMap.Builder<String, CelType> fields = ImmutableMap.builder();
    for (Field field : model.getDeclaredFields()) {
      if (nameOf(field) != null) {
        fields.put(nameOf(field), type(name + "." + nameOf(field), field.getGenericType()));
      }
    }
    return fields.buildOrThrow();
  }

  private static String nameOf(Field field) {
    JsonProperty property = field.getAnnotation(JsonProperty.class);
    return property == null ? null : property.value();
  }

  private static CelType type(String name, Type type) {
    if (type instanceof ParameterizedType generic) {
      CelType element = type(name, element(type));
      return generic.getRawType() == Map.class
          ? MapType.create(SimpleType.STRING, element)
          : ListType.create(element);
    }
    if (isModel(type)) {
      return StructTypeReference.create(name);
    }
    return SCALARS.getOrDefault(type, SimpleType.DYN); // IntOrString, Quantity
  }

  private static final Map<Type, CelType> SCALARS =
      Map.of(
          String.class, SimpleType.STRING,
          Boolean.class, SimpleType.BOOL,
          Integer.class, SimpleType.INT,
          Long.class, SimpleType.INT);

  /** The type of a list's elements, or of a map's values; any other type as it is. */
  private static Type element(Type type) {
    return type instanceof ParameterizedType generic
        ? generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1]
        : type;
  }

  private static boolean isModel(Type type) {
    return type instanceof Class<?> model && KubernetesResource.class.isAssignableFrom(model);
  }

  private static StructType struct(String name, ImmutableMap<String, CelType> fields) {
    return StructType.create(
        name, fields.keySet(), field -> Optional.ofNullable(fields.get(field)));
  }
}
