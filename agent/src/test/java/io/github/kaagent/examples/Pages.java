package io.github.kaagent.examples;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the blocks of the pages are, unless they are commands that {@link CommandsTest} runs. */
final class Pages {

  /**
   * How lines begin that another test runs, or a person, or nobody, and which test it is, or why.
   */
  static final Map<String, String> NOT_RUN =
      Map.ofEntries(
          Map.entry("examples/echo/run", "CleanCloneTest"),
          Map.entry("examples/lab/run", "CleanCloneTest"),
          Map.entry("examples/jdbc-pool/run", "CleanCloneTest"),
          Map.entry(
              "mvn -B verify -Dka.jdks=FOLDER",
              "is the build that runs this; -Pprograms: a person"),
          Map.entry("mvn -q package -DskipTests", "a part of that build"),
          Map.entry("mvn -q -pl agent package", "a part of that build"),
          Map.entry(
              "java -jar examples/benchmarks/target/benchmarks.jar startup programs connections"
                  + " many jmh",
              "a person: it takes 15 minutes"),
          Map.entry("podman load -i agent/target/ka-agent-image.tar", "DockerExampleTest"),
          Map.entry(
              "podman build -t app-with-ka-agent --build-arg APPLICATION=my-app:1 examples/docker",
              "DockerExampleTest"),
          Map.entry(
              "podman run -e KA_AGENT_OPTS=idle=30,intvl=10,cnt=6 app-with-ka-agent",
              "DockerExampleTest"),
          Map.entry(
              "podman exec CONTAINER java -jar /ka/ka-agent.jar status 1", "DockerExampleTest"),
          Map.entry(
              "podman-compose -f examples/docker/compose.yaml up --build", "DockerExampleTest"),
          Map.entry(
              "kubectl apply -f examples/kubernetes/init-container.yaml",
              "needs a cluster; PodsTest runs what it applies"),
          Map.entry(
              "kubectl apply -f examples/kubernetes/mutating-admission-policy.yaml",
              "needs a cluster; PolicyTest evaluates what it applies"),
          Map.entry("kubectl patch deployment my-app", "needs a cluster"),
          Map.entry("kubectl get pods -l ka-agent=enabled", "needs a cluster"),
          Map.entry(
              "kubectl debug -it POD --target=CONTAINER --image=IMAGE --profile=sysadmin -- sh",
              "needs a cluster"),
          Map.entry("systemctl daemon-reload", "needs systemd as process 1"),
          Map.entry("systemctl restart app", "needs systemd as process 1"),
          Map.entry("journalctl -u app -g ka-agent", "needs systemd as process 1"),
          Map.entry(
              "java -jar /opt/ka-agent/ka-agent.jar status $(systemctl show -p MainPID --value"
                  + " app)",
              "needs systemd as process 1"));

  /** How blocks begin that a command above them on the page has printed. */
  static final List<String> PRINTED =
      List.of(
          "ka-agent 2026-",
          "pid: 30",
          "network namespace, of the pod",
          "KA-AGENT OK",
          "Picked up JAVA_TOOL_OPTIONS",
          "NOTE: Picked up JDK_JAVA_OPTIONS",
          "to 127.0.0.1:7000, silent for",
          "nothing was forgotten",
          "every socket");

  /** How blocks begin that are no commands, and the test that checks the same text. */
  static final Map<String, String> SHOWN =
      Map.ofEntries(
          Map.entry("if their peers died now", "MonitorTest"),
          Map.entry("idle  = 60", "CommandsTest"),
          Map.entry("weave.JdkJoinPoints ", "nobody: a list of classes"),
          Map.entry("aload_0", "WeaverTest"),
          Map.entry("A client's three connections", "CleanCloneTest"),
          Map.entry("A pool of ten connections", "CleanCloneTest"),
          Map.entry("[pool-1-thread-2] WARN", "CleanCloneTest"));

  /** What a command has to print, by its first words: not every page shows it below the command. */
  static final Map<String, String> PRINT =
      Map.of(
          "java -jar ka-agent.jar selftest", "passed",
          "java -jar ka-agent.jar list", "HoldsConnection",
          "java -jar ka-agent.jar attach", "enforcing idle=60",
          "java -jar ka-agent.jar check config=examples", "rule database",
          "ss -tnop", "timer:(keepalive",
          "jfr print", "io.github.kaagent.Covered");

  /** Printed rows that differ with the connections that there are. */
  static final Pattern ROW = Pattern.compile("^ +(never|\\d+s) |^(main class|policy): ");

  private Pages() {}
}
