package io.github.kaagent.launch;

/**
 * Whether this JVM is one of the JDK's own tools (javac, keytool, jps, ...), which inherit
 * JAVA_TOOL_OPTIONS and whose output others parse.
 */
final class JdkTool {

  /**
   * How the main classes of JDK 8's tools begin, and those of tools that are started by class. Not
   * all of com.sun: GlassFish is started with com.sun.enterprise.glassfish.bootstrap.ASMain.
   */
  private static final String[] MAIN_CLASSES = {
    "com.sun.tools.", "com.sun.corba.", "com.sun.java.", "sun.", "jdk."
  };

  /** {@code java Application.java}: the main class is javac's, the program is an application. */
  private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

  private JdkTool() {}

  /**
   * Told from what the launcher was given: a tool's launcher names a module of the JDK's (9+), or a
   * main class of its tools.jar (8).
   */
  static boolean isThisJvm() {
    String command = System.getProperty("sun.java.command");
    if (command == null || command.startsWith(SOURCE_LAUNCHER)) {
      return false; // The former is a JVM that no launcher started, but a program that embeds it.
    }
    String module = System.getProperty("jdk.module.main");
    if (module != null) {
      return module.startsWith("jdk.") || module.startsWith("java.");
    }
    int end = command.indexOf(' ');
    String started = end < 0 ? command : command.substring(0, end);
    return isMainClass(started) && !started.endsWith(".jar");
  }

  private static boolean isMainClass(String name) {
    for (String start : MAIN_CLASSES) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }
}
