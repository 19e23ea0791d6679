package io.github.kaagent.settings;

/** HOST of a pattern: any, loopback, an address or a block of them, or a name. Immutable. */
public final class Host {

  /** {@code *}. */
  public static final Host ANY = new Host("", Network.ALL_V4, Network.ALL_V6);

  /** {@code loopback}. */
  public static final Host LOOPBACK = new Host("", Network.LOOPBACK_V4, Network.LOOPBACK_V6);

  /** Whether it is a name, which only the application's own word for an address can match. */
  public final boolean isName;

  final Network[] networks;

  /** Of a name: what is before, between and behind its stars. */
  private final String[] parts;

  /** The last of these: most names differ there from most patterns, and at once. */
  private final String tail;

  private Host(String name, Network... networks) {
    this.networks = networks;
    isName = networks.length == 0;
    parts = name.split("\\*", -1);
    tail = parts[parts.length - 1];
  }

  /** An address, or a block of them. */
  public static Host of(Network network) {
    return new Host("", network);
  }

  /** A name, with a * for any characters or none. */
  public static Host named(String name) {
    return new Host(name.substring(0, lengthWithoutDot(name)));
  }

  /** A resolver takes "host." for "host" without a search list. */
  private static int lengthWithoutDot(String name) {
    return name.endsWith(".") ? name.length() - 1 : name.length();
  }

  /** Whether an address has to be known bit by bit to see whether it is this one. */
  boolean isNetwork() {
    return networks.length == 1;
  }

  /** Whether it is any, or what has that name, or null, or that IPv6 address, in two halves. */
  boolean is(String other, boolean isV6, long high, long low) {
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

  /** Whether the name is one that this stands for; upper and lower case are the same. */
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
