package io.github.kaagent.launch;

import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

/**
 * The agent's entry points for the JVM: {@code -javaagent} and attach. No exception leaves them: a
 * premain that throws would end the JVM.
 */
public final class Agent {

  /** Environment variables from which a JVM, or its launcher, takes more options. */
  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /** Null unless the agent runs, or was entered under a security manager. */
  private static AgentClassLoader inside;

  private Agent() {}

  /**
   * Called by the JVM before main, once for each {@code -javaagent} option that names the agent.
   *
   * @param arguments what follows the jar's name and a {@code =}, or null
   * @param instrumentation the JVM's
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    try {
      String options = inheritedOptions();
      if (options.isEmpty() || !JdkTool.declines(arguments, options)) {
        enter("io.github.kaagent.agent.Premain", arguments, instrumentation);
      }
    } catch (Throwable failure) {
      complain(failure);
    }
  }

  /**
   * Called by the JVM each time that the agent is attached to it.
   *
   * @param arguments the options that were passed with the jar's name, or null
   * @param instrumentation the JVM's
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    try {
      enter("io.github.kaagent.agent.Agentmain", arguments, instrumentation);
    } catch (Throwable failure) {
      complain(failure);
    }
  }

  private static String inheritedOptions() {
    String inherited = "";
    for (String variable : VARIABLES) {
      String options = System.getenv(variable);
      inherited = options == null ? inherited : inherited.concat(" ").concat(options);
    }
    return inherited;
  }

  /** AgentClassLoader is in no method's signature here: the JVM would load it before premain. */
  @SuppressWarnings("unchecked") // agent.Premain and agent.Agentmain are of this type
  private static synchronized void enter(
      String name, String arguments, Instrumentation instrumentation) throws Exception {
    AgentClassLoader loader = inside == null ? AgentClassLoader.ofThisJar() : inside;
    // Not getDeclaredConstructor: a security manager that the application has set refuses it to
    // this class. Only the class that is loaded here acts with the agent's own rights.
    BiFunction<String, Instrumentation, Boolean> entryPoint =
        (BiFunction<String, Instrumentation, Boolean>)
            loader.loadClass(name).getConstructor().newInstance();
    boolean runs = entryPoint.apply(arguments, instrumentation);
    // Kept under a security manager, which may refuse to let the next attach make another loader.
    inside = runs || System.getSecurityManager() != null ? loader : null;
  }

  private static void complain(Throwable failure) {
    try {
      String state =
          inside == null
              ? "not started, keepalive is not enforced: "
              : "what was asked for has failed, and nothing is changed: ";
      String remedy =
          failure instanceof SecurityException
              ? "; grant java.security.AllPermission to the agent's jar in the policy file"
              : "; put the agent's jar in place anew, or report this with the JDK's version";
      System.err.println("ka-agent: " + state + failure + remedy);
    } catch (Throwable ignored) {
      // No standard error, no memory, no stack: the application goes on.
    }
  }
}
