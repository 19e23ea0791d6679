package io.github.kaagent.benchmarks;

import org.h2.tools.Server;

/** Starts H2's server as its own tool does, and ends once it listens. */
final class H2Server {

  private H2Server() {}

  public static void main(String[] arguments) throws Exception {
    Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    System.out.println(server.getStatus());
    System.exit(0);
  }
}
