package io.github.kaagent.launch;

/**
 * Whether this JVM is one of the JDK's own tools (javac, keytool, jps, ...), which inherit
 * JAVA_TOOL_OPTIONS and whose output others parse.
 */
final class JdkTool {

  private JdkTool() {}

  /**
   * Told from what the launcher was given: a tool's launcher names a module of the JDK's (9+), or a
   * main class of its tools.jar (8).
   */
  static boolean isThisJvm() {
    String module = System.getProperty("jdk.module.main");
    if (module != null) {
      return module.startsWith("jdk.") || module.startsWith("java.");
    }
    String command = System.getProperty("sun.java.command");
    return command != null
        && (command.startsWith("sun.")
            || command.startsWith("com.sun.")
            || command.startsWith("jdk."));
  }
}
