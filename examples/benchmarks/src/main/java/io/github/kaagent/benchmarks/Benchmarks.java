package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks on the JDK that runs this class: {@code java -jar benchmarks.jar [startup]
 * [programs] [connections] [many] [jmh]}, all of them if none is named. Needs Linux and bash.
 */
public final class Benchmarks {

  private static final int RUNS = 21;
  private static final int CHURNS = 7;

  private static final String AGENT = "-javaagent:" + Jars.kaAgent();
  private static final String TIMINGS = "=idle=60,intvl=60,cnt=20";

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
   * Runs benchmarks.
   *
   * @param arguments their names; all are run if there is none
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
        new Attaching(jvm).run();
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
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("an agent that does nothing", "-javaagent:" + jars.agent(NothingAgent.class));
    agents.put("no agent", "-Dno=agent");
    agents.put("ka-agent", AGENT);
    agents.put("ka-agent, user_timeout=auto", AGENT + "=user_timeout=auto");
    agents.put(
        "AgentBuilder agent",
        "-javaagent:" + jars.agentWithByteBuddy(BuilderAgent.class, connectAdvice()) + "=" + hook);
    for (Class<?> program : List.of(HelloWorld.class, TwoSockets.class)) {
      Map<String, List<Jvm.Run>> runs = takeTurns(agents, program);
      String name = program.getSimpleName();
      print(name + ", CPU of the whole process", "ms", runs, run -> run.cpuMillis);
      print(name + ", peak memory", "MiB", runs, run -> run.figure("VmHWM") / 1024);
    }
  }

  private static Class<?> connectAdvice() {
    return BuilderAgent.class.getDeclaredClasses()[0];
  }

  /** Servers that people run, from their start until they listen. */
  private void programs() throws IOException, InterruptedException {
    Map<String, String> agents = new LinkedHashMap<>();
    agents.put("no agent", "-Dno=agent");
    agents.put("ka-agent", AGENT);
    for (Class<?> program : List.of(H2Server.class, NettyServer.class)) {
      Map<String, List<Jvm.Run>> runs = takeTurns(agents, program);
      String name = program.getSimpleName();
      print(name + ", until it listens, by the clock", "ms", runs, run -> run.wallMillis);
      print(name + ", until it listens, CPU", "ms", runs, run -> run.cpuMillis);
    }
  }

  /** The runs of each variant, without its first. */
  private Map<String, List<Jvm.Run>> takeTurns(Map<String, String> agents, Class<?> program)
      throws IOException, InterruptedException {
    Map<String, List<Jvm.Run>> runs = new LinkedHashMap<>();
    agents.keySet().forEach(agent -> runs.put(agent, new ArrayList<>()));
    for (int i = -1; i < RUNS; i++) {
      for (Map.Entry<String, String> agent : agents.entrySet()) {
        Jvm.Run run = jvm.run("", List.of(agent.getValue()), program);
        if (i >= 0) {
          runs.get(agent.getKey()).add(run);
        }
      }
    }
    return runs;
  }

  private static void print(
      String title,
      String unit,
      Map<String, List<Jvm.Run>> runs,
      ToDoubleFunction<Jvm.Run> figure) {
    Ratios ratios = new Ratios();
    runs.forEach(
        (agent, itsRuns) -> itsRuns.forEach(run -> ratios.add(agent, figure.applyAsDouble(run))));
    ratios.print(title, unit);
  }

  private void connections() throws IOException, InterruptedException {
    Ratios ratios = new Ratios();
    for (int i = 0; i < CHURNS; i++) {
      ratios.add("set by hand", churn("", "-Dno=agent", "byhand"));
      ratios.add("ka-agent", churn("", AGENT + TIMINGS, "plain"));
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

  private void jmh() throws IOException, RunnerException {
    new Runner(jmh(RulesBenchmark.class).build()).run();
    System.out.println("without the agent:");
    new Runner(jmh(SettersBenchmark.class).build()).run();
    System.out.println("with the agent:");
    new Runner(jmh(SettersBenchmark.class).jvmArgsAppend(AGENT + TIMINGS).build()).run();
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
