package io.github.kaagent.settings;

/** The HOST part of a pattern: any, loopback, an address, a CIDR block, or a name. Immutable. */
public final class Host {

  /** {@code *}: every host. */
  public static final Host ANY = new Host("", Network.ALL_V4, Network.ALL_V6);

  /** {@code loopback}: 127.0.0.0/8 and ::1. */
  public static final Host LOOPBACK = new Host("", Network.LOOPBACK_V4, Network.LOOPBACK_V6);

  /** Whether this is a name, to be compared with the host name that the application used. */
  public final boolean isName;

  final Network[] networks;

  /** The parts of a name before, between and after its stars. */
  private final String[] parts;

  /** The last part. It is compared first: most names that don't match differ there. */
  private final String tail;

  private Host(String name, Network... networks) {
    this.networks = networks;
    isName = networks.length == 0;
    parts = name.split("\\*", -1);
    tail = parts[parts.length - 1];
  }

  /** A single address or a CIDR block. */
  public static Host of(Network network) {
    return new Host("", network);
  }

  /** A host name in which each * stands for any number of characters, including none. */
  public static Host named(String name) {
    return new Host(name.substring(0, lengthWithoutDot(name)));
  }

  /** To a resolver "host." is the same host as "host"; the dot only disables its search list. */
  private static int lengthWithoutDot(String name) {
    return name.endsWith(".") ? name.length() - 1 : name.length();
  }

  /** Whether this is one address or CIDR block, so that matching needs all bits of an address. */
  boolean isNetwork() {
    return networks.length == 1;
  }

  /** Whether this matches a name (null if none is known) or an IPv6 address in two halves. */
  boolean matches(String other, boolean isV6, long high, long low) {
    return isName ? other != null && matches(other) : this == ANY || (isV6 && hasV6(high, low));
  }

  private boolean hasV6(long high, long low) {
    for (Network network : networks) {
      if (!network.isV4 && network.contains(high, low)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this name pattern matches a host name, ignoring case. */
  boolean matches(String other) {
    int end = lengthWithoutDot(other) - tail.length();
    if (!has(other, end, tail) || (parts.length == 1 && end > 0)) {
      return false;
    }
    int at = 0;
    for (int i = 0; i < parts.length - 1; i++) {
      while (!has(other, at, parts[i])) {
        at++;
        if (i == 0 || at > end) {
          return false;
        }
      }
      at += parts[i].length();
    }
    return at <= end;
  }

  private static boolean has(String other, int at, String part) {
    return other.regionMatches(true, at, part, 0, part.length());
  }
}
