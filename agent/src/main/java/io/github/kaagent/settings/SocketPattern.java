package io.github.kaagent.settings;

/** One {@code [in:|out:]HOST[:PORTS]}. Immutable. */
public final class SocketPattern {

  /** The highest that there is. */
  public static final int HIGHEST_PORT = 65535;

  final boolean in;
  final boolean out;
  final Host host;
  final int lowestPort;
  final int highestPort;

  /** For connections that came in, that go out, or both. */
  public SocketPattern(boolean in, boolean out, Host host, int lowestPort, int highestPort) {
    this.in = in;
    this.out = out;
    this.host = host;
    this.lowestPort = lowestPort;
    this.highestPort = highestPort;
  }

  boolean hasPort(int port) {
    return port >= lowestPort && port <= highestPort;
  }
}
