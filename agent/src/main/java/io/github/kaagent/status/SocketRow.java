package io.github.kaagent.status;

import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.options.Option;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** A TCP connection as the kernel has it: a row of status, and of the MBean. Immutable. */
public final class SocketRow {

  private final int descriptor;
  private final String local;
  private final String remote;
  private final String direction;
  private final boolean keepAlive;
  private final int idle;
  private final int interval;
  private final int count;
  private final int userTimeout;
  private final String covered;

  /**
   * Reads a socket.
   *
   * @param descriptor its number in its own process
   * @param direction {@code in}, {@code out}, or {@code -} where that isn't known
   * @param covered {@code yes}, or why not
   * @throws IOException if it is closed by now
   */
  public SocketRow(int descriptor, OpenSocket socket, String direction, String covered)
      throws IOException {
    this.descriptor = descriptor;
    this.local = text(socket.local());
    this.remote = text(socket.remote());
    this.direction = direction;
    this.keepAlive = socket.get(Option.KEEPALIVE) != 0;
    this.idle = socket.get(Option.IDLE);
    this.interval = socket.get(Option.INTVL);
    this.count = socket.get(Option.CNT);
    this.userTimeout = socket.get(Option.USER_TIMEOUT);
    this.covered = covered;
  }

  /**
   * An address and port as every line of the agent's shows them: {@code 192.0.2.1:80}, {@code
   * [2001:db8::1]:80}; no look-up is made.
   *
   * @param address may be null, or unresolved
   */
  public static String text(InetSocketAddress address) {
    if (address == null || address.getAddress() == null) {
      return "-";
    }
    String host = address.getAddress().getHostAddress();
    return (address.getAddress() instanceof Inet6Address ? "[" + host + "]" : host)
        + ":"
        + address.getPort();
  }

  /** The descriptor's number. */
  public int getDescriptor() {
    return descriptor;
  }

  /** This end: {@code 192.0.2.1:80}, {@code [2001:db8::1]:80}. */
  public String getLocal() {
    return local;
  }

  /** The other end. */
  public String getRemote() {
    return remote;
  }

  /** {@code in}, {@code out}, or {@code -}. */
  public String getDirection() {
    return direction;
  }

  /** Whether the kernel probes it. */
  public boolean isKeepAlive() {
    return keepAlive;
  }

  /** Seconds of silence before the first probe. */
  public int getIdle() {
    return idle;
  }

  /** Seconds between unanswered probes. */
  public int getInterval() {
    return interval;
  }

  /** Unanswered probes before it is dropped. */
  public int getCount() {
    return count;
  }

  /** Milliseconds that sent data may stay unacknowledged, or 0. */
  public int getUserTimeout() {
    return userTimeout;
  }

  /** {@code yes}, or why not. */
  public String getCovered() {
    return covered;
  }

  /** The row for {@link Json}. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fd", descriptor);
    map.put("local", local);
    map.put("remote", remote);
    map.put("direction", direction);
    map.put("keepalive", keepAlive);
    map.put("idle", idle);
    map.put("intvl", interval);
    map.put("cnt", count);
    map.put("user_timeout", userTimeout);
    map.put("covered", covered);
    return map;
  }
}
