package io.github.kaagent.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.Machine;
import java.io.DataInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code examples/zabbix}: Zabbix' own Java gateway answers every key of the template. */
class ZabbixTest {

  private static final Path TEMPLATE =
      Monitored.EXAMPLES.resolve("zabbix").resolve("ka-agent.yaml");
  private static final String JAR = "/usr/sbin/zabbix-java-gateway.jar";
  private static final Pattern KEY = Pattern.compile("(?m)^ +key: '?(.+?)'?$");
  private static final Pattern OF_TRIGGER =
      Pattern.compile("\\(/ka-agent by JMX/(.+?\\]|[\\w.-]+)[,)]");
  private static final Pattern VALUE =
      Pattern.compile("\\{\"(value|error)\":\"((?:[^\"\\\\]|\\\\.)*)\"\\}");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("io.github.kaagent.monitoring.Monitored#jdks")
  void theGatewayAnswersEveryKeyOfTheTemplate(Jdk jdk) throws Exception {
    int port = Machine.unusedPort();
    int jmx = Machine.unusedPort();
    try (ChildJvm gateway = gateway(port);
        ChildJvm target = Monitored.start(jdk, folder, managed(jmx))) {
      gateway.awaitLine("listening on");
      target.awaitLine("ready");
      List<String> keys = new ArrayList<>(keys());
      keys.removeIf(key -> !key.startsWith("jmx["));
      String answer = ask(port, jmx, keys);

      List<String> values = new ArrayList<>();
      VALUE
          .matcher(answer)
          .results()
          .forEach(value -> values.add(value.group(1) + " " + value.group(2)));
      assertEquals(keys.size(), values.size(), answer);
      assertTrue(values.get(keys.indexOf(key("Failed"))).startsWith("value 6"), answer);
      assertEquals("value 0", values.get(keys.indexOf(key("Applied"))), answer);
      assertEquals("value 1.0.0", values.get(keys.indexOf(key("Version"))), answer);
      assertTrue(values.stream().allMatch(value -> value.startsWith("value ")), answer);
    }
  }

  @Test
  void triggersAskForItemsOfTheTemplate() throws Exception {
    Set<String> asked = new TreeSet<>(Monitored.found(OF_TRIGGER, TEMPLATE));

    assertEquals(Set.of(key("Failed"), key("Failures"), key("Unanswered"), "ka-agent.mode"), asked);
    assertTrue(keys().containsAll(asked), asked::toString);
  }

  private ChildJvm gateway(int port) throws Exception {
    String jar = Debian.file(JAR, "zabbix-java-gateway");
    Path log =
        Files.writeString(
            folder.resolve("logback.xml"),
            "<configuration><appender name='out' class='ch.qos.logback.core.ConsoleAppender'>"
                + "<encoder><pattern>%msg%n</pattern></encoder></appender>"
                + "<root level='info'><appender-ref ref='out'/></root></configuration>");
    return ChildJvm.start(
        Jdks.current(),
        "-Dlogback.configurationFile=" + log,
        "-Dzabbix.listenIP=127.0.0.1",
        "-Dzabbix.listenPort=" + port,
        "-jar",
        jar);
  }

  private static String[] managed(int port) {
    return new String[] {
      "-Dcom.sun.management.jmxremote.port=" + port,
      "-Dcom.sun.management.jmxremote.rmi.port=" + port,
      "-Dcom.sun.management.jmxremote.authenticate=false",
      "-Dcom.sun.management.jmxremote.ssl=false",
      "-Djava.rmi.server.hostname=127.0.0.1"
    };
  }

  /** As a Zabbix server asks: a header, the length of the text, the text. */
  private static String ask(int port, int jmx, List<String> keys) throws Exception {
    String endpoint = "service:jmx:rmi:///jndi/rmi://127.0.0.1:" + jmx + "/jmxrmi";
    StringBuilder text = new StringBuilder("{\"request\":\"java gateway jmx\",\"jmx_endpoint\":\"");
    text.append(endpoint).append("\",\"keys\":[");
    for (String key : keys) {
      text.append(text.charAt(text.length() - 1) == '[' ? "" : ",");
      text.append('"').append(key.replace("\"", "\\\"")).append('"');
    }
    byte[] request = text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(new byte[] {'Z', 'B', 'X', 'D', 1});
      socket.getOutputStream().write(length(request.length));
      socket.getOutputStream().write(request);
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readFully(new byte[5 + Long.BYTES]);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] length(long length) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
  }

  private static String key(String attribute) {
    return "jmx[\"io.github.kaagent:type=KeepAlive\",\"" + attribute + "\"]";
  }

  private static Set<String> keys() throws Exception {
    return new TreeSet<>(Monitored.found(KEY, TEMPLATE));
  }
}
