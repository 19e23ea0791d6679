package io.github.kaagent.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks on the JDK that runs it: {@code java -jar benchmarks.jar [startup] [programs]
 * [connections] [many] [jmh]}, all of them if none is named. Needs Linux and bash.
 */
public final class Benchmarks {

  private static final int RUNS = 21;
  private static final int CHURNS = 7;

  /** Descriptors that a JVM has open besides its connections. */
  private static final int OTHER_DESCRIPTORS = 500;

  private static final List<String> PRELOADS = List.of("libkeepalive.so", "libdontdie.so");
  private static final List<String> FOLDERS =
      List.of(
          "/usr/lib", "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/local/lib");

  private final Jars jars;
  private final Jvm jvm;

  private Benchmarks(Path folder) {
    this.jars = new Jars(folder);
    this.jvm = new Jvm(System.getProperty("java.home"), jars);
  }

  /**
   * Runs them.
   *
   * @param arguments which ones; all if there are none
   * @throws Exception if one cannot be run
   */
  public static void main(String[] arguments) throws Exception {
    List<String> wanted =
        arguments.length == 0
            ? List.of("startup", "programs", "connections", "many", "jmh")
            : Arrays.asList(arguments);
    System.out.printf(
        "JDK %s, %s %s, %d processors%n",
        System.getProperty("java.vm.version"),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        Runtime.getRuntime().availableProcessors());
    Benchmarks benchmarks = new Benchmarks(Files.createTempDirectory("ka-benchmarks"));
    for (String name : wanted) {
      benchmarks.run(name);
    }
  }

  private void run(String name) throws IOException, InterruptedException, RunnerException {
    switch (name) {
      case "startup":
        startUp();
        break;
      case "programs":
        programs();
        break;
      case "connections":
        connections();
        break;
      case "many":
        many();
        break;
      case "jmh":
        jmh();
        break;
      default:
        throw new IllegalArgumentException(
            "there is no benchmark " + name + ": startup, programs, connections, many, jmh");
    }
  }

  private void startUp() throws IOException, InterruptedException {
    Path hook = jars.agent(BuilderHook.class);
    String ours = "-javaagent:" + jars.copyOfAgent("ka-agent.jar");
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("an agent that does nothing", "-javaagent:" + jars.agent(NothingAgent.class));
    agents.put("no agent", "-Dno=agent");
    agents.put("ka-agent", ours);
    agents.put("ka-agent, user_timeout=auto", ours + "=user_timeout=auto");
    agents.put(
        "AgentBuilder agent",
        "-javaagent:" + jars.agentWithByteBuddy(BuilderAgent.class, connectAdvice()) + "=" + hook);
    for (Class<?> program : List.of(HelloWorld.class, TwoSockets.class)) {
      Ratios cpu = new Ratios();
      Ratios memory = new Ratios();
      for (int i = -1; i < RUNS; i++) {
        for (Map.Entry<String, String> agent : agents.entrySet()) {
          Jvm.Run run = jvm.run("", List.of(agent.getValue()), program);
          if (i >= 0) {
            cpu.add(agent.getKey(), run.cpuMillis);
            memory.add(agent.getKey(), run.figure("VmHWM") / 1024);
          }
        }
      }
      cpu.print(program.getSimpleName() + ", CPU of the whole process", "ms");
      memory.print(program.getSimpleName() + ", peak memory", "MiB");
    }
  }

  private static Class<?> connectAdvice() {
    return BuilderAgent.class.getDeclaredClasses()[0];
  }

  /** Servers that people run, from their start to when they listen. */
  private void programs() throws IOException, InterruptedException {
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("no agent", "-Dno=agent");
    agents.put("ka-agent", "-javaagent:" + jars.copyOfAgent("programs.jar"));
    for (Class<?> program : List.of(H2Server.class, NettyServer.class)) {
      Ratios wall = new Ratios();
      Ratios cpu = new Ratios();
      for (int i = -1; i < RUNS; i++) {
        for (Map.Entry<String, String> agent : agents.entrySet()) {
          Jvm.Run run = jvm.run("", List.of(agent.getValue()), program);
          if (i >= 0) {
            wall.add(agent.getKey(), run.wallMillis);
            cpu.add(agent.getKey(), run.cpuMillis);
          }
        }
      }
      wall.print(program.getSimpleName() + ", until it listens, by the clock", "ms");
      cpu.print(program.getSimpleName() + ", until it listens, CPU", "ms");
    }
  }

  private void connections() throws IOException, InterruptedException {
    Ratios ratios = new Ratios();
    String agent = "-javaagent:" + jars.copyOfAgent("churn.jar") + "=idle=60,intvl=60,cnt=20";
    for (int i = 0; i < CHURNS; i++) {
      ratios.add("set by hand", churn("", "-Dno=agent", "byhand"));
      ratios.add("ka-agent", churn("", agent, "plain"));
      ratios.add("no keepalive", churn("", "-Dno=agent", "plain"));
      for (String library : installed()) {
        ratios.add("LD_PRELOAD=" + library, churn(library, "-Dno=agent", "plain"));
      }
    }
    ratios.print("A connection, both ends, opened and closed", "ns");
  }

  private double churn(String preload, String option, String how)
      throws IOException, InterruptedException {
    return jvm.run(preload, List.of(option), Churn.class, how).figure("ns");
  }

  private static List<String> installed() {
    List<String> found = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (String library : PRELOADS) {
        Path file = Path.of(folder, library);
        if (Files.exists(file)) {
          found.add(file.toString());
        }
      }
    }
    return found;
  }

  private void many() throws IOException, InterruptedException {
    int most = (descriptors() - OTHER_DESCRIPTORS) / 2;
    System.out.println();
    long alone = attach(1);
    long with = attach(most);
    System.out.printf(
        "  heap kept: %d bytes by the agent, %d bytes more a socket%n",
        alone, (with - alone) / (2L * most));
  }

  /** Returns by how much the heap has grown. */
  private long attach(int pairs) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("-Xmx512m"));
    if (Runtime.version().feature() >= 21) {
      options.add("-XX:+EnableDynamicAgentLoading"); // else four lines of warning
    }
    Process process =
        new ProcessBuilder(jvm.command(options, Many.class, String.valueOf(pairs)))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        OutputStream input = process.getOutputStream()) {
      String[] before = lines.readLine().split(" ", -1);
      long start = System.nanoTime();
      int status =
          new ProcessBuilder(
                  jvm.java(),
                  "-jar",
                  Jars.agent().toString(),
                  "attach",
                  String.valueOf(process.pid()))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (status != 0) {
        throw new IOException("attach failed");
      }
      input.write('\n');
      input.flush();
      String[] after = lines.readLine().split(" ", -1);
      System.out.printf(
          "attached to a JVM with %d sockets in %d ms: %s covered, longest pause %.1f ms%n",
          2 * pairs, millis, after[1], Integer.parseInt(after[3]) / 1000.0);
      return Long.parseLong(after[5]) - Long.parseLong(before[1]);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int descriptors() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/limits"))) {
      if (line.startsWith("Max open files")) {
        return Integer.parseInt(line.split("\\s{2,}", -1)[1]);
      }
    }
    throw new IOException("no limit of descriptors");
  }

  private void jmh() throws IOException, RunnerException {
    new Runner(jmh(RulesBenchmark.class).build()).run();
    System.out.println("without the agent:");
    new Runner(jmh(SettersBenchmark.class).build()).run();
    System.out.println("with the agent:");
    String agent = "-javaagent:" + jars.copyOfAgent("jmh.jar") + "=idle=60,intvl=60,cnt=20";
    new Runner(jmh(SettersBenchmark.class).jvmArgsAppend(agent).build()).run();
  }

  private static ChainedOptionsBuilder jmh(Class<?> benchmark) {
    return new OptionsBuilder()
        .include(benchmark.getSimpleName())
        .forks(1)
        .warmupIterations(3)
        .measurementIterations(5)
        .warmupTime(TimeValue.seconds(1))
        .measurementTime(TimeValue.seconds(1));
  }
}
