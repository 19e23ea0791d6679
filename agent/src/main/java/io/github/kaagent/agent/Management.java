package io.github.kaagent.agent;

import io.github.kaagent.status.KeepAliveMXBean;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;

/**
 * The MBean's registration. Loaded only once JMX is in use: touching JMX earlier breaks application
 * servers that bring an implementation of their own.
 */
final class Management {

  private static final String NAME = "io.github.kaagent:type=KeepAlive";

  /** An MBean that every platform MBean server has. */
  private static final String PLATFORM = "java.lang:type=Runtime";

  private final MBeanServer server;

  /**
   * Does not register anything yet.
   *
   * @param server an MBeanServer; an Object here, so that callers need not load JMX's classes
   */
  Management(Object server) {
    this.server = (MBeanServer) server;
  }

  /** Registers the MBean, in place of an earlier one. */
  void register(KeepAliveMXBean inspection) throws JMException {
    unregister();
    server.registerMBean(inspection, new ObjectName(NAME));
  }

  /** Unregisters the MBean, if it is registered. */
  void unregister() throws JMException {
    ObjectName name = new ObjectName(NAME);
    if (server.isRegistered(name)) {
      server.unregisterMBean(name);
    }
  }

  boolean isIn(Object other) {
    return server == other;
  }

  /** The platform's MBean server, or null: this does not create it. */
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
