package io.github.kaagent.cli.selftest;

/** A system property or IP version that makes other classes of the JDK open the sockets. */
enum Variant {
  IPV4("IPv4", "127.0.0.1", "-Djava.net.preferIPv4Stack=false"),
  IPV6("IPv6", "::1", "-Djava.net.preferIPv4Stack=false"),
  IPV4_STACK("java.net.preferIPv4Stack", "127.0.0.1", "-Djava.net.preferIPv4Stack=true"),
  /** The SocketImpl of before JEP 353 (13), gone with JDK-8253119 (18). */
  PLAIN_SOCKET_IMPL("jdk.net.usePlainSocketImpl", "127.0.0.1", "-Djdk.net.usePlainSocketImpl=true");

  /** The JDK's feature version: 8, 11, 17, ... */
  static final int FEATURE =
      Integer.parseInt(System.getProperty("java.specification.version").replace("1.", ""));

  final String title;
  final String host;
  final String option;

  Variant(String title, String host, String option) {
    this.title = title;
    this.host = host;
    this.option = option;
  }

  boolean existsHere() {
    return this != PLAIN_SOCKET_IMPL || (FEATURE >= 13 && FEATURE <= 17);
  }
}
