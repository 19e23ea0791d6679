package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** Which socket gets which policy; comes with the next commit. */
final class Selection {

  Selection(String only, String exclude, List<Rule> rules) {}

  Policy outgoing(InetSocketAddress remote, Policy global) {
    return global;
  }

  Policy outgoing(InetAddress remote, int port, Policy global) {
    return global;
  }

  Policy incoming(InetAddress remote, int port, Policy global) {
    return global;
  }

  boolean usesNames() {
    return false;
  }
}
