package io.github.kaagent.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.KernelSockets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** examples/rules and examples/systemd. */
class ConfigurationsTest {

  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final Path DROP_IN = EXAMPLES.resolve("systemd/ka-agent.conf");
  private static final Pattern VARIABLE = Pattern.compile("Environment=\"(\\w+)=(.*)\"");

  /** Seconds until a dead peer is noticed, generally and for databases; until the cloud forgets. */
  @ParameterizedTest
  @CsvSource({"aws, 300, 90, 350", "azure, 210, 90, 240", "google-cloud, 360, 90, 600"})
  void theRulesAreBelowTheTimeAfterWhichTheCloudForgets(
      String cloud, int all, int database, int forgets) throws IOException {
    String check = check(cloud);

    assertTrue(
        Pattern.compile("(?s)rule database: .*noticed after [^\n]* = " + database + " s\n.*rule")
            .matcher(check)
            .find(),
        check);
    assertTrue(
        Pattern.compile("(?s)every other socket\n.*noticed after [^\n]* = " + all + " s\n")
            .matcher(check)
            .find(),
        check);
    // Both idle and intvl have to be below that time.
    Matcher times = Pattern.compile("(?m)^ *(?:idle|intvl) +(\\d+)").matcher(check);
    assertEquals(4, times.results().filter(t -> Integer.parseInt(t.group(1)) < forgets).count());
  }

  @Test
  void theRulesForAMeshChangeNothingButTheConnectionsToDatabases() throws IOException {
    String check = check("mesh");

    assertTrue(check.contains("every other socket\n  nothing is changed"), check);
    assertTrue(
        Pattern.compile("rule database: .*\n(?: .*\n)*  these values").matcher(check).find(),
        check);
  }

  @Test
  void everyFileOfRulesIsTested() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES.resolve("rules"))) {
      assertEquals(4, files.filter(file -> file.toString().endsWith(".conf")).count());
    }
  }

  @Test
  void systemdReadsTheDropInWithoutAWord(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("app.service"), "[Service]\nExecStart=/bin/true\n");
    Files.copy(
        DROP_IN, Files.createDirectory(folder.resolve("app.service.d")).resolve("ka-agent.conf"));
    // The colon at the end adds the machine's own units, which every service depends on.
    try (ChildJvm verify =
        ChildJvm.run(
            List.of("systemd-analyze", "verify", "app.service"),
            Map.of("SYSTEMD_UNIT_PATH", folder + ":"))) {
      assertEquals(0, verify.exitStatus(), verify::printed);
      assertEquals(List.of(), verify.err());
    } catch (IOException absent) {
      String line = "NOT TESTED: SYSTEMD: " + absent.getMessage();
      if ("true".equals(System.getenv("CI"))) {
        fail(line);
      }
      abort(line);
    }
  }

  @Test
  void aServiceWithTheDropInIsCovered() throws IOException {
    Map<String, String> variables = new HashMap<>();
    Matcher variable = VARIABLE.matcher(Files.readString(DROP_IN));
    while (variable.find()) {
      variables.put(
          variable.group(1),
          variable.group(2).replace("/opt/ka-agent/ka-agent.jar", ChildJvm.jar().toString()));
    }
    try (ChildJvm service =
        ChildJvm.start(
            Jdks.current(), variables, "-cp", ChildJvm.programs(), "programs.containers.Serves")) {
      service.awaitLine("ready");
      KernelSockets.await(
          service.pid(),
          4,
          row -> (row.values() + " " + row.userTimeout()).equals("1/60/60/20 1260000"));
    }
  }

  private static String check(String name) throws IOException {
    try (ChildJvm check =
        ChildJvm.start(
            Jdks.current(),
            "-jar",
            ChildJvm.jar().toString(),
            "check",
            "config=" + EXAMPLES.resolve("rules").resolve(name + ".conf"))) {
      assertEquals(0, check.exitStatus(), check::printed);
      assertEquals(List.of(), check.err());
      return String.join("\n", check.out()) + "\n";
    }
  }
}
