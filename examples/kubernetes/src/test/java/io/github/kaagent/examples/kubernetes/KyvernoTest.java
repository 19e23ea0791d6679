package io.github.kaagent.examples.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The policy changes the pods as the test for Kyverno's command line expects. */
class KyvernoTest {

  private static final String FOLDER = "kyverno/";

  /** The fields of Kyverno's cmd/cli/kubectl-kyverno/apis/v1alpha1/test.go that are used here. */
  record Expected(
      String apiVersion,
      String kind,
      Metadata metadata,
      List<String> policies,
      List<String> resources,
      List<Result> results) {}

  record Metadata(String name) {}

  /** The fields of test_result.go beside it that are used here. */
  record Result(
      String policy,
      boolean isMutatingPolicy,
      String kind,
      List<String> resources,
      String patchedResources,
      boolean failOnMissingResources,
      String result) {}

  @Test
  void everyPodBecomesWhatIsExpected() throws Exception {
    List<String> tested = new ArrayList<>();
    for (Result result : expected().results()) {
      for (String resource : result.resources()) {
        String name = resource.substring("default/".length());
        Optional<JsonNode> changed = Policy.in(FOLDER + "policy.yaml").applied(Pods.json(name));
        switch (result.result()) {
          case "pass" ->
              assertEquals(
                  Pods.named(name, Manifests.documents(FOLDER + result.patchedResources())),
                  changed.orElseThrow());
          case "skip" -> assertEquals(Optional.empty(), changed);
          default -> throw new AssertionError(result);
        }
        tested.add(name);
      }
    }
    tested.add("not-asked"); // the command line has no result for a pod that no policy selects
    assertEquals(
        Pods.all().stream().map(pod -> pod.at("/metadata/name").asString()).sorted().toList(),
        tested.stream().sorted().toList());
  }

  @Test
  void theFilesAndThePolicyAreThoseThatAreThere() throws IOException {
    Expected expected = expected();

    assertEquals("cli.kyverno.io/v1alpha1", expected.apiVersion());
    assertEquals("Test", expected.kind());
    assertEquals(List.of("policy.yaml"), expected.policies());
    assertEquals(List.of("pods.yaml"), expected.resources());
    JsonNode policy = Manifests.documents(FOLDER + "policy.yaml").get(0);
    assertEquals("policies.kyverno.io/v1", policy.at("/apiVersion").asString());
    assertEquals("MutatingPolicy", policy.at("/kind").asString());
    for (Result result : expected.results()) {
      assertEquals(policy.at("/metadata/name").asString(), result.policy());
      assertEquals("Pod", result.kind());
      assertEquals(true, result.isMutatingPolicy());
    }
  }

  private static Expected expected() throws IOException {
    return Manifests.STRICT.treeToValue(
        Manifests.documents(FOLDER + "kyverno-test.yaml").get(0), Expected.class);
  }
}
