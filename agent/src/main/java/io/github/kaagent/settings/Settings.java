package io.github.kaagent.settings;

import java.net.*;

public final class Settings {
  Policy p = new Policy();

  public static Parsed parse(String a, String b) {
    return new Parsed();
  }

  public Policy outgoing(InetSocketAddress r) {
    return p;
  }

  public Policy outgoing(InetAddress a, int p) {
    return this.p;
  }

  public Policy incoming(InetAddress a, int p) {
    return this.p;
  }

  public boolean enforcesOnly() {
    return true;
  }

  public boolean usesUserTimeout() {
    return false;
  }

  public String summary() {
    return "x";
  }
}
