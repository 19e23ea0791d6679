package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.common.CelException;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.StructTypeReference;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingAdmissionPolicyBinding;
import io.fabric8.zjsonpatch.JsonDiff;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How the policies change the pods in {@code kyverno/pods.yaml}. */
class PolicyTest {

  private static final String KUBERNETES = "mutating-admission-policy.yaml";
  private static final String KYVERNO = "kyverno/policy.yaml";
  private static final String AGENT = "-javaagent:/ka/javaagent.jar";

  /** {@code own}: the container's own options, which stay before the agent's. */
  @ParameterizedTest
  @CsvSource({
    "no-options, app, ''",
    "own-options, app, '-Dapp.own=1 '",
    "own-arguments, app, ''",
    "several, migrate, '-Dmigrate.own=1 '",
    "several, app, ''",
    "several, empty-value, ''",
    "several, prefixed, ''",
  })
  void theAgentIsAddedToWhatAContainerHas(String pod, String container, String own)
      throws Exception {
    for (String policy : List.of(KUBERNETES, KYVERNO)) {
      Container changed = container(Pods.changed(policy, pod), container);

      assertEquals(
          List.of(own + AGENT),
          changed.getEnv().stream()
              .filter(variable -> variable.getName().equals("JAVA_TOOL_OPTIONS"))
              .map(EnvVar::getValue)
              .toList());
      assertTrue(
          changed.getVolumeMounts().stream()
              .anyMatch(mount -> mount.getName().equals("ka-agent") && mount.getReadOnly()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "value-from, app, JAVA_TOOL_OPTIONS is from elsewhere",
    "env-from, app, JAVA_TOOL_OPTIONS is from elsewhere",
    "several, elsewhere, JAVA_TOOL_OPTIONS is from elsewhere",
    "several, occupied, something else is mounted at /ka",
  })
  void whatCannotBeAddedToIsLeftAloneAndThePodSaysSo(String pod, String container, String why)
      throws Exception {
    for (String policy : List.of(KUBERNETES, KYVERNO)) {
      Pod changed = Pods.changed(policy, pod);

      assertEquals(container(Pods.written(pod), container), container(changed, container));
      String said = changed.getMetadata().getAnnotations().get("ka-agent/left-alone");
      assertTrue(List.of(said.split("; ", -1)).contains(container + ": " + why), said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {KUBERNETES, KYVERNO})
  void aPodWhoseContainersAreAllLeftAloneGetsNothingButTheAnnotation(String policy)
      throws Exception {
    for (String pod : List.of("value-from", "env-from")) {
      assertEquals(Pods.written(pod).getSpec(), Pods.changed(policy, pod).getSpec());
    }
    assertEquals(
        Map.of(
            "of-its-own",
            "kept",
            "ka-agent/left-alone",
            "app: JAVA_TOOL_OPTIONS is from elsewhere"),
        Pods.changed(policy, "value-from").getMetadata().getAnnotations());
  }

  @ParameterizedTest
  @ValueSource(strings = {KUBERNETES, KYVERNO})
  void aPodWithoutTheLabelOrWithAVolumeOfThatNameIsNotTouched(String policy) throws Exception {
    for (String pod : List.of("not-asked", "volume-is-taken")) {
      assertEquals(Optional.empty(), Policy.in(policy).applied(Pods.json(pod)));
    }
  }

  /** A policy is applied again if something after it has changed the pod. */
  @ParameterizedTest
  @ValueSource(strings = {KUBERNETES, KYVERNO})
  void applyingAPolicyOnceMoreChangesNothing(String file) throws Exception {
    Policy policy = Policy.in(file);
    for (JsonNode pod : Pods.all()) {
      Optional<JsonNode> changed = policy.applied(pod);
      if (changed.isPresent()) {
        assertEquals(changed, policy.applied(changed.get()));
      }
    }
  }

  /** Only for this policy: for Kyverno's, KyvernoTest compares each pod word for word. */
  @Test
  void nothingIsRemovedAndOnlyThatVariableIsReplaced() throws Exception {
    for (JsonNode pod : Pods.all()) {
      JsonNode changed = Policy.in(KUBERNETES).applied(pod).orElse(pod);
      for (JsonNode operation : JsonDiff.asJson(pod, changed)) {
        assertTrue(
            operation.get("op").asString().equals("add")
                || operation.get("path").asString().matches(".*/env/\\d+/value"),
            operation::toString);
      }
    }
  }

  @Test
  void theJarIsInTheImageOrCopiedOutOfItBeforeAnyOtherStarts() throws Exception {
    Volume image = volume(Pods.changed(KUBERNETES, "several"));
    Pod pod = Pods.changed(KYVERNO, "several");

    assertEquals("ka-agent:1.0.0", image.getImage().getReference());
    assertTrue(volume(pod).getEmptyDir() != null);
    assertEquals(
        List.of("ka-agent", "migrate"),
        pod.getSpec().getInitContainers().stream().map(Container::getName).toList());
    assertEquals(
        Manifests.read("init-container.yaml", Pod.class)
            .getSpec()
            .getInitContainers()
            .get(0)
            .getCommand(),
        pod.getSpec().getInitContainers().get(0).getCommand());
  }

  /** What an API server decides by these fields, without an expression. */
  @ParameterizedTest
  @ValueSource(strings = {KUBERNETES, KYVERNO})
  void podsThatAreCreatedAreAskedForAndNoneIsRefused(String file) throws Exception {
    var spec = Policy.in(file).spec();
    var rule = spec.getMatchConstraints().getResourceRules().get(0);

    assertEquals(1, spec.getMatchConstraints().getResourceRules().size());
    assertEquals(List.of(""), rule.getApiGroups());
    assertEquals(List.of("v1"), rule.getApiVersions());
    assertEquals(List.of("CREATE"), rule.getOperations());
    assertEquals(List.of("pods"), rule.getResources());
    assertEquals("Ignore", spec.getFailurePolicy());
    assertEquals("IfNeeded", spec.getReinvocationPolicy());
  }

  @Test
  void theBindingIsThePolicys() throws IOException {
    assertEquals(
        Manifests.documents(KUBERNETES).get(0).at("/metadata/name").asString(),
        Manifests.read(KUBERNETES, MutatingAdmissionPolicyBinding.class).getSpec().getPolicyName());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Object{spec: Object.spec{container: []}}",
        "Object{spec: Object.metadata{}}",
        "Object{spec: Object.spec{containers: [Object.spec.initContainers{}]}}",
        "Object{spec: Object.spec{hostname: 1}}",
        "Object{metadata: Object.metadata{annotations: {'a': 1}}}",
        "variables.unknown",
        "{'spec': {}}",
      })
  void whatIsNoPodDoesNotCompile(String expression) {
    assertThrows(CelValidationException.class, () -> object(expression));
  }

  @Test
  void aListWithoutAKeyIsNotMerged() throws Exception {
    JsonNode command =
        object("Object{spec: Object.spec{containers: [Object.spec.containers{command: ['a']}]}}");

    assertThrows(
        AssertionError.class, () -> AppliedConfiguration.merge(Pods.json("no-options"), command));
  }

  private static JsonNode object(String expression) throws CelException, IOException {
    return Expressions.on(Pods.json("no-options"))
        .evaluated(expression, StructTypeReference.create("Object"));
  }

  private static Volume volume(Pod pod) {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals("ka-agent"))
        .findFirst()
        .orElseThrow();
  }

  private static Container container(Pod pod, String name) {
    return Stream.of(pod.getSpec().getInitContainers(), pod.getSpec().getContainers())
        .flatMap(List::stream)
        .filter(container -> container.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
