package io.github.kaagent.status;

import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.options.Option;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A TCP connection as the kernel has it: a row of status and of the MBean. Immutable. */
public final class SocketRow {

  final Map<String, Object> facts = new LinkedHashMap<>();

  /**
   * Reads a socket's options.
   *
   * @param descriptor the descriptor's number in the process that the socket belongs to
   * @param direction {@code in}, {@code out}, or {@code -} if it isn't known
   * @param covered {@code yes}, or why not
   * @throws IOException if it is closed by now
   */
  public SocketRow(int descriptor, OpenSocket socket, String direction, String covered)
      throws IOException {
    facts.put("fd", descriptor);
    facts.put("local", text(socket.local));
    facts.put("remote", text(socket.remote));
    facts.put("direction", direction);
    facts.put("keepalive", socket.get(Option.KEEPALIVE) != 0);
    facts.put("idle", socket.get(Option.IDLE));
    facts.put("intvl", socket.get(Option.INTVL));
    facts.put("cnt", socket.get(Option.CNT));
    facts.put("user_timeout", socket.get(Option.USER_TIMEOUT));
    facts.put("covered", covered);
  }

  /**
   * An address and port as the agent always shows them: {@code 192.0.2.1:80}, {@code
   * [2001:db8::1]:80}. Makes no look-up.
   *
   * @param address may be null, or unresolved
   */
  public static String text(InetSocketAddress address) {
    if (address == null || address.getAddress() == null) {
      return "-";
    }
    String host = address.getAddress().getHostAddress();
    boolean isIpv6 = address.getAddress() instanceof Inet6Address;
    return (isIpv6 ? "[" + host + "]:" : host + ":") + address.getPort();
  }

  /** A constant as every line of the agent's shows it: {@code out}, {@code applied}. */
  public static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The descriptor's number. */
  public int getDescriptor() {
    return (int) facts.get("fd");
  }

  /** This end: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
  public String getLocal() {
    return (String) facts.get("local");
  }

  /** The other end. */
  public String getRemote() {
    return (String) facts.get("remote");
  }

  /** {@code in}, {@code out}, or {@code -}. */
  public String getDirection() {
    return (String) facts.get("direction");
  }

  /** Whether keepalive is on. */
  public boolean isKeepAlive() {
    return (boolean) facts.get("keepalive");
  }

  /** Seconds of silence before the first probe. */
  public int getIdle() {
    return (int) facts.get("idle");
  }

  /** Seconds between unanswered probes. */
  public int getInterval() {
    return (int) facts.get("intvl");
  }

  /** Unanswered probes before the connection is dropped. */
  public int getCount() {
    return (int) facts.get("cnt");
  }

  /** Milliseconds that sent data may stay unacknowledged, or 0. */
  public int getUserTimeout() {
    return (int) facts.get("user_timeout");
  }

  /** {@code yes}, or why not. */
  public String getCovered() {
    return (String) facts.get("covered");
  }
}
