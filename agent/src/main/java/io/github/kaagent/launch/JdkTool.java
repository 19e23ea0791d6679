package io.github.kaagent.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether this JVM is one of the JDK's own tools (javac, keytool, jps, ...), which inherit
 * JAVA_TOOL_OPTIONS and whose output others parse. A tool that is given the agent explicitly (javac
 * -J-javaagent:..., jshell -R-javaagent:...) is meant to run with it.
 */
final class JdkTool {

  /**
   * Prefixes of the main classes of JDK 8's tools, and of tools that are started by class name. Not
   * all of com.sun: GlassFish is com.sun.enterprise.glassfish.bootstrap.ASMain.
   */
  private static final String[] MAIN_CLASSES = {
    "com.sun.tools.", "com.sun.corba.", "com.sun.java.", "sun.", "jdk."
  };

  /** {@code java Application.java}: the main class is javac's, the program is an application. */
  private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

  /** The JDK's servers, whose connections are to be covered. */
  private static final String[] SERVERS = {
    "sun.net.httpserver.simpleserver.", // jwebserver
    "jdk.httpserver", // java -m jdk.httpserver, which names no class
    "sun.rmi.", // rmiregistry, rmid
    "sun.tools.jstatd.", // jstatd
    "sun.jvm.hotspot.DebugServer", // jsadebugd
    "com.sun.corba.", // orbd, tnameserv, servertool
    "com.sun.tools.hat.", // jhat
  };

  private static final String OPTION = "-javaagent:";

  /** The arguments of every declined {@code -javaagent}. Only the main thread uses this list. */
  private static final List<String> DECLINED = new ArrayList<>();

  private JdkTool() {}

  /**
   * Whether this JVM is a tool that has only inherited the agent. Called once for each {@code
   * -javaagent} that names the agent.
   *
   * @param arguments what follows the jar's name in that option, or null
   * @param options the JVM options in the environment
   */
  static boolean declines(String arguments, String options) {
    if (!isTool(System.getProperty("sun.java.command"), System.getProperty("jdk.module.main"))) {
      return false;
    }
    int inherited = count(options, arguments);
    for (String declined : DECLINED) {
      // An inherited option is declined once; the next with these arguments is the command line's.
      inherited -= declined.equals(String.valueOf(arguments)) ? 1 : 0;
    }
    if (inherited > 0) {
      DECLINED.add(String.valueOf(arguments));
    }
    return inherited > 0;
  }

  /**
   * Whether the launcher has started a tool: a tool's launcher names a module of the JDK (9 and
   * later), or a main class from tools.jar (8).
   *
   * @param command sun.java.command: the main class, perhaps with its module, or a jar, then the
   *     program's arguments; null in a JVM that a program embeds
   * @param module jdk.module.main: the main class's module; null if it has none
   */
  static boolean isTool(String command, String module) {
    if (command == null || command.startsWith(SOURCE_LAUNCHER)) {
      return false;
    }
    int end = command.indexOf(' ');
    String started = end < 0 ? command : command.substring(0, end);
    String mainClass = started.substring(started.indexOf('/') + 1);
    if (module != null) {
      return (module.startsWith("jdk.") || module.startsWith("java."))
          && !startsWithAny(mainClass, SERVERS);
    }
    return startsWithAny(started, MAIN_CLASSES)
        && !started.endsWith(".jar")
        && !startsWithAny(started, SERVERS);
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How many {@code -javaagent} options have these arguments. The jar does not matter: hardly any
   * other agent that is used in a tool has the same arguments.
   *
   * @param arguments null for none
   */
  static int count(String options, String arguments) {
    String wanted = arguments == null ? null : "=" + withoutQuotes(arguments);
    int count = 0;
    String all = withoutQuotes(options);
    for (int at = all.indexOf(OPTION); at >= 0; at = all.indexOf(OPTION, at + 1)) {
      int next = all.indexOf(OPTION, at + 1);
      String option = all.substring(at, next < 0 ? all.length() : next);
      count += wanted == null ? hasNoArguments(option) : hasArguments(option, wanted);
    }
    return count;
  }

  /** Removes quotes, which only tell the JVM how to split the options into words. */
  private static String withoutQuotes(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '"' && c != '\'') {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static int hasNoArguments(String option) {
    int equals = option.indexOf('=');
    int blank = firstBlank(option);
    return equals < 0 || blank < equals ? 1 : 0;
  }

  private static int hasArguments(String option, String wanted) {
    int at = option.indexOf(wanted);
    int end = at + wanted.length();
    return at >= 0 && (end == option.length() || option.charAt(end) <= ' ') ? 1 : 0;
  }

  /** The index of the first white space, or the length. */
  private static int firstBlank(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return at;
  }
}
