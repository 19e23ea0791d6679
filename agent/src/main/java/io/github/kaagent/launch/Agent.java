package io.github.kaagent.launch;

import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

/**
 * Where a JVM enters the agent, with {@code -javaagent} or attached. Nothing that goes wrong here
 * reaches the application: a premain that throws would end the JVM.
 */
public final class Agent {

  /** Where a JVM, or its launcher, takes options from that its command line has not. */
  private static final String[] VARIABLES = {
    "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"
  };

  /** Null unless the agent runs, or has run under a security manager. */
  private static AgentClassLoader inside;

  private Agent() {}

  /**
   * Called by the JVM before main, once for each time that the agent is named on its command line.
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
   * Called by the JVM when the agent is attached to it, each time.
   *
   * @param arguments what was handed over with the jar's name, or null
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

  /** No method here has the class loader in its signature: the JVM loads those before premain. */
  @SuppressWarnings("unchecked") // what agent.Premain and agent.Agentmain are
  private static synchronized void enter(
      String name, String arguments, Instrumentation instrumentation) throws Exception {
    AgentClassLoader loader = inside == null ? AgentClassLoader.ofThisJar() : inside;
    // Not getDeclaredConstructor, which a security manager that the application has set refuses to
    // this class: what it stands for, acting with rights of its own, is behind that door.
    BiFunction<String, Instrumentation, Boolean> entrance =
        (BiFunction<String, Instrumentation, Boolean>)
            loader.loadClass(name).getConstructor().newInstance();
    boolean runs = entrance.apply(arguments, instrumentation);
    // Under one that the application has set, no other loader could be made for the next attach.
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
