package io.github.kaagent.settings;

import java.util.ArrayList;
import java.util.List;

/** One {@code [in:|out:]HOST[:PORTS]}. Immutable. */
final class Pattern {

  private static final int HIGHEST_PORT = 65535;

  private final int rank;
  private final boolean in;
  private final boolean out;
  private final Host host;
  private final int lowestPort;
  private final int highestPort;

  /**
   * Reads a pattern.
   *
   * @param rank of those that match, the least wins
   * @throws IllegalArgumentException with what is wrong
   */
  Pattern(String text, int rank) {
    boolean onlyIn = text.startsWith("in:");
    boolean onlyOut = text.startsWith("out:");
    String rest = text.substring(onlyIn || onlyOut ? text.indexOf(':') + 1 : 0);
    int colon = portsColon(rest);
    String ports = colon < 0 ? "" : rest.substring(colon + 1);
    int dash = ports.indexOf('-');
    this.rank = rank;
    this.host = Host.parse(colon < 0 ? rest : rest.substring(0, colon));
    this.in = !onlyOut && !host.isName();
    this.out = !onlyIn;
    this.lowestPort = colon < 0 ? 0 : port(dash < 0 ? ports : ports.substring(0, dash));
    this.highestPort =
        colon < 0 ? HIGHEST_PORT : dash < 0 ? lowestPort : port(ports.substring(dash + 1));
    if (onlyIn && host.isName()) {
      throw new IllegalArgumentException(
          "who comes in has no name; allowed after in: are *, loopback, address, CIDR block");
    }
    if (lowestPort > highestPort) {
      throw new IllegalArgumentException("the range of ports ends before it begins");
    }
  }

  /**
   * Where the ports begin, or -1: a colon outside of brackets that is not one of an IPv6 address.
   */
  private static int portsColon(String text) {
    int close = text.indexOf(']');
    if (text.startsWith("[") && close < 0) {
      throw new IllegalArgumentException("] is missing");
    }
    int colon = text.indexOf(':', text.startsWith("[") ? close : 0);
    boolean another = colon >= 0 && text.indexOf(':', colon + 1) >= 0;
    return another ? -1 : colon;
  }

  private static int port(String text) {
    int port = Network.number(text, 5, HIGHEST_PORT);
    if (port < 1) {
      throw new IllegalArgumentException(
          "allowed as PORTS: 1..65535, or a range such as 8000-8100");
    }
    return port;
  }

  /** The patterns of a text that has been checked. */
  static List<Pattern> list(String text, int rank) {
    List<Pattern> patterns = new ArrayList<>();
    for (String piece : split(text)) {
      patterns.add(new Pattern(piece, rank));
    }
    return patterns;
  }

  /** Adds a mistake for each pattern of a text that is none. */
  static void check(String text, String place, List<String> mistakes) {
    for (String piece : split(text)) {
      try {
        new Pattern(piece, 0);
      } catch (IllegalArgumentException e) {
        mistakes.add(Mistakes.notAPattern(place, piece, e.getMessage()));
      }
    }
  }

  private static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', start)) {
      pieces.add(text.substring(start, comma).trim());
      start = comma + 1;
    }
    pieces.add(text.substring(start).trim());
    return pieces;
  }

  int rank() {
    return rank;
  }

  /** Whether it is for connections that came in. */
  boolean in() {
    return in;
  }

  /** Whether it is for connections that go out. */
  boolean out() {
    return out;
  }

  Host host() {
    return host;
  }

  int lowestPort() {
    return lowestPort;
  }

  int highestPort() {
    return highestPort;
  }

  boolean hasPort(int port) {
    return port >= lowestPort && port <= highestPort;
  }

  /** Whether an IPv6 address, in two halves, is one of the host's. */
  boolean hasV6(long high, long low) {
    for (Network network : host.networks()) {
      if (!network.isV4() && network.contains(high, low)) {
        return true;
      }
    }
    return false;
  }
}
