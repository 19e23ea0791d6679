package io.github.kaagent.cli.selftest;

import java.net.ServerSocket;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.UnicastRemoteObject;

/** RMI: a call to a registry; apart, for a runtime may lack its module. */
final class RmiWay {

  private RmiWay() {}

  static void open(Loopback on) throws Exception {
    ServerSocket server = on.listen();
    RMIServerSocketFactory listening = port -> server;
    Registry registry = LocateRegistry.createRegistry(0, null, listening);
    on.keep(() -> UnicastRemoteObject.unexportObject(registry, true));
    LocateRegistry.getRegistry(on.host(), server.getLocalPort()).list();
  }
}
