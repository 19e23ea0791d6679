package io.github.kaagent.settings;

/** HOST of a pattern: any, loopback, an address or a block of them, or a name. Immutable. */
public final class Host {

  /** {@code *}. */
  public static final Host ANY = new Host("", Network.ALL_V4, Network.ALL_V6);

  /** {@code loopback}. */
  public static final Host LOOPBACK = new Host("", Network.LOOPBACK_V4, Network.LOOPBACK_V6);

  private static final Network[] NO_NETWORK = {};

  private final String name;

  /** What follows the last star: most names differ there from most patterns, and at once. */
  private final String tail;

  private final Network[] networks;

  private Host(String name, Network... networks) {
    this.name = name;
    this.tail = name.substring(name.lastIndexOf('*') + 1);
    this.networks = networks;
  }

  /** An address, or a block of them. */
  public static Host of(Network network) {
    return new Host("", network);
  }

  /** A name, with a * for any characters or none. */
  public static Host named(String name) {
    return new Host(withoutDot(name), NO_NETWORK);
  }

  /** A resolver takes "host." for "host" without a search list. */
  private static String withoutDot(String name) {
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  boolean isAny() {
    return this == ANY;
  }

  /** Whether an address has to be known bit by bit to see whether it is this one. */
  boolean isNetwork() {
    return networks.length == 1;
  }

  /** Whether it is a name, which only the application's own word for an address can match. */
  public boolean isName() {
    return networks.length == 0;
  }

  Network[] networks() {
    return networks;
  }

  /** Whether an IPv6 address, in two halves, is one of the host's. */
  boolean hasV6(long high, long low) {
    for (Network network : networks) {
      if (!network.isV4() && network.contains(high, low)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name is one that this stands for; upper and lower case are the same. */
  boolean matches(String other) {
    int length = other.endsWith(".") ? other.length() - 1 : other.length();
    if (!other.regionMatches(true, length - tail.length(), tail, 0, tail.length())) {
      return false;
    }
    int star = -1;
    int retry = 0;
    int p = 0;
    int i = 0;
    while (i < length) {
      if (p < name.length() && name.charAt(p) == '*') {
        star = p++;
        retry = i;
      } else if (p < name.length() && same(name.charAt(p), other.charAt(i))) {
        p++;
        i++;
      } else if (star >= 0) {
        // The last star takes one character more.
        p = star + 1;
        i = ++retry;
      } else {
        return false;
      }
    }
    while (p < name.length() && name.charAt(p) == '*') {
      p++;
    }
    return p == name.length();
  }

  private static boolean same(char a, char b) {
    return a == b || Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
