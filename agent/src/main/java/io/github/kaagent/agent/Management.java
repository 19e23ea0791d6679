package io.github.kaagent.agent;

import io.github.kaagent.status.KeepAliveMXBean;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * Where the MBean is registered. Loaded only once JMX is in use: touching it earlier breaks
 * application servers that bring their own.
 */
final class Management {

  private static final String NAME = "io.github.kaagent:type=KeepAlive";

  /** Every platform MBean server has it. */
  private static final String PLATFORM = "java.lang:type=Runtime";

  private final MBeanServer server;

  /**
   * One that is not registered yet.
   *
   * @param server an MBeanServer; of any type, so that whoever calls this does without JMX's
   */
  Management(Object server) {
    this.server = (MBeanServer) server;
  }

  /** Registers the MBean. */
  void register(KeepAliveMXBean inspection) throws JMException {
    unregister();
    server.registerMBean(inspection, new ObjectName(NAME));
  }

  /** Takes it away again. */
  void unregister() throws JMException {
    ObjectName name = new ObjectName(NAME);
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
  }

  boolean isIn(Object other) {
    return server == other;
  }

  /** The platform's MBean server if there is one already; it is not made by being asked for. */
  static Object existing() throws JMException {
    List<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null);
    for (MBeanServer server : servers) {
      if (server.isRegistered(new ObjectName(PLATFORM))) {
        return server;
      }
    }
    return null;
  }
}
