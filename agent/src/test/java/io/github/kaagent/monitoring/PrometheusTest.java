package io.github.kaagent.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.Machine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/prometheus}: its metrics are exported, and its expressions are valid. */
class PrometheusTest {

  private static final Path EXAMPLE = Monitored.EXAMPLES.resolve("prometheus");
  private static final Pattern METRIC = Pattern.compile("\\b(kaagent_\\w+)");
  private static final Pattern EXPRESSION = Pattern.compile("\"expr\": \"((?:[^\"\\\\]|\\\\.)+)\"");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.kaagent.monitoring.Monitored#jdks")
  void theExporterHasEveryMetricThatAlertsAndDashboardName(Jdk jdk) throws Exception {
    int port = Machine.unusedPort();
    String exporter =
        "-javaagent:"
            + exporterJar()
            + "=127.0.0.1:"
            + port
            + ":"
            + EXAMPLE.resolve("ka-agent.yml");
    try (ChildJvm target = Monitored.start(jdk, folder, exporter)) {
      target.awaitLine("ready");
      String text = metrics(port);

      Set<String> exported = new TreeSet<>();
      for (String line : text.split("\n", -1)) {
        Matcher metric = METRIC.matcher(line);
        if (!line.startsWith("#") && metric.lookingAt()) {
          exported.add(metric.group());
        }
      }
      Set<String> named = new TreeSet<>();
      for (String file : List.of("alerts.yml", "dashboard.json")) {
        named.addAll(Monitored.found(METRIC, EXAMPLE.resolve(file)));
      }
      assertEquals(exported, named);
      assertTrue(text.contains("kaagent_outcomes_total{outcome=\"failed\"} 6"), text);
      assertTrue(text.contains("kaagent_failures_total{failure=\"TCP_KEEPINTVL\"} 6"), text);
      String probes = "kaagent_namespace_total{counter=\"TCPKeepAlive\"";
      assertEquals(1, text.lines().filter(line -> line.startsWith(probes)).count(), text);
      assertTrue(text.contains("kaagent_setting{key=\"idle\",value=\"61\"} 1"), text);
    }
  }

  private static String metrics(int port) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(Duration.ofMinutes(1)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static String exporterJar() throws Exception {
    Class<?> exporter =
        Class.forName("io.prometheus.jmx.JavaAgent", false, PrometheusTest.class.getClassLoader());
    return Path.of(exporter.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void promtoolAcceptsTheAlertsAndTheyFireWhenTheyShould() throws Exception {
    promtool("check", "rules", EXAMPLE.resolve("alerts.yml").toString());
    promtool("test", "rules", EXAMPLE.resolve("alerts-test.yml").toString());
  }

  @Test
  void promtoolAcceptsWhatTheDashboardAsks() throws Exception {
    StringBuilder rules = new StringBuilder("groups: [{name: dashboard, rules: [");
    List<String> expressions = Monitored.found(EXPRESSION, EXAMPLE.resolve("dashboard.json"));
    for (String expression : expressions) {
      rules.append("{record: any, labels: {n: n").append(rules.length()).append("}, expr: \"");
      rules.append(expression.replaceAll("\\$__\\w+", "5m")).append("\"},\n");
    }
    assertTrue(expressions.size() > 5, expressions::toString);
    Path file = Files.writeString(folder.resolve("dashboard.yml"), rules.append("]}]"));

    promtool("check", "rules", file.toString());
  }

  private static void promtool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Debian.file("/usr/bin/promtool", "prometheus"));
    command.addAll(List.of(arguments));
    try (ChildJvm promtool = ChildJvm.run(command, Map.of())) {
      assertEquals(0, promtool.exitStatus(), promtool::printed);
    }
  }
}
