package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One end of a connection, and what the kernel holds for it. Also as a line, from JVM to JVM. */
final class End {

  private static final String SEPARATOR = "|";

  /** The process that has it. */
  final String pid;

  /** Whether it was accepted. */
  final boolean incoming;

  final InetSocketAddress local;
  final InetSocketAddress remote;
  final int keepalive;

  /** Seconds. */
  final int idle;

  /** Seconds. */
  final int intvl;

  final int cnt;

  /** Milliseconds. */
  final int userTimeout;

  End(
      String pid,
      boolean incoming,
      InetSocketAddress local,
      InetSocketAddress remote,
      int keepalive,
      int idle,
      int intvl,
      int cnt,
      int userTimeout) {
    this.pid = pid;
    this.incoming = incoming;
    this.local = local;
    this.remote = remote;
    this.keepalive = keepalive;
    this.idle = idle;
    this.intvl = intvl;
    this.cnt = cnt;
    this.userTimeout = userTimeout;
  }

  static End parse(String line) throws IOException {
    String[] part = line.split("\\|", -1);
    return new End(
        part[0],
        part[1].equals("server"),
        address(part[2]),
        address(part[3]),
        Integer.parseInt(part[4]),
        Integer.parseInt(part[5]),
        Integer.parseInt(part[6]),
        Integer.parseInt(part[7]),
        Integer.parseInt(part[8]));
  }

  String side() {
    return incoming ? "server" : "client";
  }

  @Override
  public String toString() {
    return String.join(
        SEPARATOR,
        pid,
        side(),
        text(local),
        text(remote),
        String.valueOf(keepalive),
        String.valueOf(idle),
        String.valueOf(intvl),
        String.valueOf(cnt),
        String.valueOf(userTimeout));
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static InetSocketAddress address(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.getByName(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
