package io.github.kaagent.launch;

import java.util.function.ToIntFunction;

/** {@code java -jar ka-agent.jar COMMAND}: the commands, which are in {@code cli}. */
public final class Main {

  private Main() {}

  /**
   * Runs one command and ends the JVM: status 0 done, 1 it failed, 2 the command line is wrong.
   *
   * @param arguments the command and its arguments
   * @throws Exception if the jar cannot be read
   */
  @SuppressWarnings("unchecked") // cli.Commands is of this type
  public static void main(String[] arguments) throws Exception {
    Object commands =
        AgentClassLoader.ofThisJar()
            .loadClass("io.github.kaagent.cli.Commands")
            .getDeclaredConstructor()
            .newInstance();
    System.exit(((ToIntFunction<String[]>) commands).applyAsInt(arguments));
  }
}
