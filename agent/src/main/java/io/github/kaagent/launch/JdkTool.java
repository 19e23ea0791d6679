package io.github.kaagent.launch;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether this JVM is one of the JDK's own tools (javac, keytool, jps, ...), which inherit
 * JAVA_TOOL_OPTIONS and whose output others parse. One that was given the agent itself (javac
 * -J-javaagent:..., jshell -R-javaagent:...) is meant.
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

  /** What the JDK has to run as a server, whose connections are to be covered. */
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

  /** The arguments of each agent that was declined; only the main thread declines. */
  private static final List<String> DECLINED = new ArrayList<>();

  private JdkTool() {}

  /**
   * Whether this JVM is a tool that has only inherited the agent. Asked once for each time that the
   * agent is named.
   *
   * @param arguments the agent's, or null
   * @param options what this JVM has inherited
   */
  static boolean declines(String arguments, String options) {
    if (!isTool(System.getProperty("sun.java.command"), System.getProperty("jdk.module.main"))) {
      return false;
    }
    int inherited = count(options, arguments);
    for (String declined : DECLINED) {
      // Named once more with the same words: that time it was not inherited.
      inherited -= declined.equals(String.valueOf(arguments)) ? 1 : 0;
    }
    if (inherited > 0) {
      DECLINED.add(String.valueOf(arguments));
    }
    return inherited > 0;
  }

  /**
   * Told from what the launcher was given: a tool's launcher names a module of the JDK's (9+), or a
   * main class of its tools.jar (8).
   *
   * @param command the main class with its module, or a jar, then its arguments; null for a JVM
   *     that no launcher has started, but a program that embeds it
   * @param module of the main class; null if it has none
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
          && !beginsLike(mainClass, SERVERS);
    }
    return beginsLike(started, MAIN_CLASSES)
        && !started.endsWith(".jar")
        && !beginsLike(started, SERVERS);
  }

  private static boolean beginsLike(String name, String[] starts) {
    for (String start : starts) {
      if (name.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /**
   * How often options name an agent with these arguments. Which jar it is does not matter: another
   * agent with the same ones is hardly in a tool's way.
   *
   * @param arguments null for none
   */
  static int count(String options, String arguments) {
    String wanted = arguments == null ? null : "=" + unquoted(arguments);
    int count = 0;
    String all = unquoted(options);
    for (int at = all.indexOf(OPTION); at >= 0; at = all.indexOf(OPTION, at + 1)) {
      int next = all.indexOf(OPTION, at + 1);
      String option = all.substring(at, next < 0 ? all.length() : next);
      count += wanted == null ? hasNone(option) : hasThese(option, wanted);
    }
    return count;
  }

  /** Quotes are for whoever splits the options into words. */
  private static String unquoted(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '"' && c != '\'') {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static int hasNone(String option) {
    int equals = option.indexOf('=');
    int blank = blank(option);
    return equals < 0 || blank < equals ? 1 : 0;
  }

  private static int hasThese(String option, String wanted) {
    int at = option.indexOf(wanted);
    int end = at + wanted.length();
    return at >= 0 && (end == option.length() || option.charAt(end) <= ' ') ? 1 : 0;
  }

  /** Where the first blank is, or the end. */
  private static int blank(String text) {
    int at = 0;
    while (at < text.length() && text.charAt(at) > ' ') {
      at++;
    }
    return at;
  }
}
