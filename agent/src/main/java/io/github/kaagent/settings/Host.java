package io.github.kaagent.settings;

/** HOST of a pattern: any, loopback, an address or a block of them, or a name. Immutable. */
final class Host {

  private static final Network[] NO_NETWORK = {};
  private static final Host ANY = new Host("", Network.ALL_V4, Network.ALL_V6);
  private static final Host LOOPBACK = new Host("", Network.LOOPBACK_V4, Network.LOOPBACK_V6);

  private final String name;

  /** What follows the last star: most names differ there from most patterns, and at once. */
  private final String tail;

  private final Network[] networks;

  private Host(String name, Network... networks) {
    this.name = name;
    this.tail = name.substring(name.lastIndexOf('*') + 1);
    this.networks = networks;
  }

  /**
   * Reads a host.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Host parse(String text) {
    if (text.equals("*")) {
      return ANY;
    }
    if (text.equals("loopback")) {
      return LOOPBACK;
    }
    if (text.isEmpty()) {
      throw new IllegalArgumentException(
          "no host; allowed: [in:|out:]HOST[:PORTS], HOST one of *, loopback, address, CIDR block,"
              + " name");
    }
    if (isAddress(text)) {
      return new Host("", Network.parse(unbracketed(text)));
    }
    checkName(text);
    return new Host(withoutDot(text), NO_NETWORK);
  }

  private static boolean isAddress(String text) {
    return consistsOf(text, "0123456789./") || text.indexOf(':') >= 0 || text.indexOf('[') >= 0;
  }

  static boolean consistsOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** [2001:db8::]/32 and [2001:db8::/32] are the same. */
  private static String unbracketed(String text) {
    int close = text.indexOf(']');
    if (!text.startsWith("[")) {
      return text;
    }
    String rest = text.substring(close + 1);
    if (!rest.isEmpty() && !rest.startsWith("/")) {
      throw new IllegalArgumentException("allowed after ]: /bits and :PORTS");
    }
    return text.substring(1, close) + rest;
  }

  private static void checkName(String text) {
    if (consistsOf(text, "0123456789./*")) {
      throw new IllegalArgumentException(
          "* is for names; allowed for addresses: a CIDR block such as 10.0.0.0/8");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && "-_.*".indexOf(c) < 0) {
        throw new IllegalArgumentException(
            "'" + Mistakes.shown(String.valueOf(c)) + "' is in no name or address");
      }
    }
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

  boolean isName() {
    return networks.length == 0;
  }

  Network[] networks() {
    return networks;
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
