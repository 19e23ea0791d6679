package io.github.kaagent.settings;

/** A pattern, {@code [in:|out:]HOST[:PORTS]}. Immutable. */
public final class SocketPattern {

  /** The highest TCP port. */
  public static final int HIGHEST_PORT = 65535;

  final boolean in;
  final boolean out;
  final Host host;
  final int lowestPort;
  final int highestPort;

  /** For incoming connections, outgoing ones, or both; the range includes both ports. */
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
