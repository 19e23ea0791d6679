package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * What the JDK is told, or what it is used over, that makes other classes of it open the sockets.
 */
enum Variant {
  IPV4("IPv4", 8, Integer.MAX_VALUE, "127.0.0.1", ""),
  IPV6("IPv6", 8, Integer.MAX_VALUE, "::1", ""),
  IPV4_STACK(
      "java.net.preferIPv4Stack",
      8,
      Integer.MAX_VALUE,
      "127.0.0.1",
      "-Djava.net.preferIPv4Stack=true"),
  /** The SocketImpl of before JEP 353 (13), gone with JDK-8253119 (18). */
  PLAIN_SOCKET_IMPL(
      "jdk.net.usePlainSocketImpl", 13, 17, "127.0.0.1", "-Djdk.net.usePlainSocketImpl=true");

  /** For the reader of the table. */
  final String title;

  /** The JVM option, or empty. */
  final String option;

  private final int from;
  private final int until;
  private final String host;

  Variant(String title, int from, int until, String host, String option) {
    this.title = title;
    this.from = from;
    this.until = until;
    this.host = host;
    this.option = option;
  }

  /** The one of that name, or null. */
  static Variant named(String name) {
    for (Variant variant : values()) {
      if (variant.name().equals(name)) {
        return variant;
      }
    }
    return null;
  }

  boolean existsOn(int feature) {
    return from <= feature && feature <= until;
  }

  /** Whether this machine has the address: a container often has no IPv6. */
  boolean isPossible() {
    try {
      new ServerSocket(0, 1, address()).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  String host() {
    return host;
  }

  /** Written as numbers: no name is looked up. */
  InetAddress address() throws IOException {
    return InetAddress.getByName(host);
  }
}
