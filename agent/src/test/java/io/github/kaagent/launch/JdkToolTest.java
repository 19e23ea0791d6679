package io.github.kaagent.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which JVMs are tools of the JDK, and which of them have inherited the agent. */
class JdkToolTest {

  @ParameterizedTest
  @CsvSource({
    "jdk.compiler/com.sun.tools.javac.Main A.java, jdk.compiler",
    "java.base/sun.security.tools.keytool.Main -help, java.base",
    "com.sun.tools.javac.Main A.java, ",
    "com.sun.tools.javac.Main A.java -cp a.jar, ",
    "sun.tools.jps.Jps, ",
    "jdk.jshell.execution.RemoteExecutionControl 4711, ",
  })
  void aToolOfTheJdkIsRecognized(String command, String module) {
    assertEquals(true, JdkTool.isTool(command, module));
  }

  @ParameterizedTest
  @CsvSource({
    "jdk.httpserver/sun.net.httpserver.simpleserver.JWebServer -p 0, jdk.httpserver",
    "jdk.httpserver -p 0, jdk.httpserver",
    "jdk.httpserver -d /srv, jdk.httpserver",
    "sun.net.httpserver.simpleserver.Main, ",
    "java.rmi/sun.rmi.registry.RegistryImpl 1099, java.rmi",
    "sun.rmi.registry.RegistryImpl, ",
    "sun.rmi.server.Activation, ",
    "jdk.jstatd/sun.tools.jstatd.Jstatd, jdk.jstatd",
    "sun.tools.jstatd.Jstatd, ",
    "com.sun.corba.se.impl.naming.cosnaming.TransientNameServer, ",
    "com.sun.tools.hat.Main heap, ",
  })
  void aServerIsNoTool(String command, String module) {
    assertEquals(false, JdkTool.isTool(command, module));
  }

  @ParameterizedTest
  @CsvSource({
    "com.example.Main, ",
    "com.example/com.example.Main, com.example",
    "sun.jar, ",
    "com.sun.enterprise.glassfish.bootstrap.ASMain, ",
    "jdk.compiler/com.sun.tools.javac.launcher.Main App.java, jdk.compiler",
    ", ",
  })
  void anApplicationIsNoTool(String command, String module) {
    assertEquals(false, JdkTool.isTool(command, module));
  }

  @ParameterizedTest
  @CsvSource({
    "-javaagent:/ka/ka-agent.jar=idle=60, idle=60, 1",
    "-Xmx64m -javaagent:/ka/ka-agent.jar=idle=60 -ea, idle=60, 1",
    "-javaagent:/ka/ka-agent.jar=idle=60, idle=6, 0",
    "-javaagent:/ka/ka-agent.jar=idle=6, idle=60, 0",
    "-javaagent:/ka/ka-agent.jar=idle=60 -javaagent:/ka/ka-agent.jar=idle=60, idle=60, 2",
    "-javaagent:/ka/ka-agent.jar=idle=60 -javaagent:/other.jar, idle=60, 1",
    "-javaagent:/other.jar -javaagent:/ka/ka-agent.jar=idle=60, idle=60, 1",
    "-javaagent:/other.jar, log_file=/tmp/kaa.log, 0", // as long as the option
    "-javaagent:/ka/ka-agent.jar, , 1",
    "-javaagent:/ka/ka-agent.jar -Da=b, , 1",
    "-javaagent:/ka/ka-agent.jar=idle=60, , 0",
    "-Xmx64m, , 0",
    "-Dp=idle=60, idle=60, 0",
  })
  void anAgentIsInheritedAsOftenAsTheVariablesNameIt(String options, String arguments, int count) {
    assertEquals(count, JdkTool.count(options, arguments));
  }

  @Test
  void quotesAreNoPartOfTheArguments() {
    assertEquals(1, JdkTool.count("\"-javaagent:/k a/a.jar=only=a b\"", "only=a b"));
    assertEquals(1, JdkTool.count("-javaagent:/ka/a.jar='only=a b'", "only=a b"));
  }
}
