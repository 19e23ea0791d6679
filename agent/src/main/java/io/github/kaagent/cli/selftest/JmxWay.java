package io.github.kaagent.cli.selftest;

import java.net.ServerSocket;
import java.rmi.server.RMIServerSocketFactory;
import java.util.Collections;
import javax.management.MBeanServerFactory;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXConnectorServer;
import javax.management.remote.JMXConnectorServerFactory;
import javax.management.remote.JMXServiceURL;
import javax.management.remote.rmi.RMIConnectorServer;

/** JMX remote; apart, for a runtime may lack its module. */
final class JmxWay {

  private JmxWay() {}

  @SuppressWarnings("BanJNDI") // it deserializes what comes from this very JVM
  static void open(Loopback on) throws Exception {
    RMIServerSocketFactory onLoopback = port -> new ServerSocket(port, 8, on.address());
    JMXConnectorServer server =
        JMXConnectorServerFactory.newJMXConnectorServer(
            new JMXServiceURL("service:jmx:rmi://"),
            Collections.singletonMap(
                RMIConnectorServer.RMI_SERVER_SOCKET_FACTORY_ATTRIBUTE, onLoopback),
            MBeanServerFactory.newMBeanServer());
    server.start();
    on.keep(server::stop);
    // Connects to the host that java.rmi.server.hostname names: Variant sets it.
    on.keep(JMXConnectorFactory.connect(server.getAddress()))
        .getMBeanServerConnection()
        .getMBeanCount();
  }
}
