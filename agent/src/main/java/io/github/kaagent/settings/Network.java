package io.github.kaagent.settings;

/**
 * A block of addresses. Immutable.
 *
 * <p>Literals are read here and not by InetAddress.getByName, which looks up whatever it does not
 * take for a literal.
 */
final class Network {

  static final Network ALL_V4 = new Network(true, 0, mapped(0), 96);
  static final Network ALL_V6 = new Network(false, 0, 0, 0);
  static final Network LOOPBACK_V4 = new Network(true, 0, mapped(0x7f000000), 96 + 8);
  static final Network LOOPBACK_V6 = new Network(false, 0, 1, 128);

  /** Before them: ::ffff:0:0. After them: an IPv4 address (RFC 4291, 2.5.5.2). */
  private static final int MAPPED_BITS = 96;

  private static final int V6_BITS = 128;
  private static final int GROUPS = 8;

  private final boolean v4;
  private final long high;
  private final long low;
  private final long highMask;
  private final long lowMask;

  /**
   * @param high first half of the address; of an IPv4 one, of its v4-mapped form
   * @param low second half
   * @param bits how many of the 128 count
   */
  private Network(boolean v4, long high, long low, int bits) {
    this.v4 = v4;
    this.highMask = mask(bits);
    this.lowMask = mask(bits - Long.SIZE);
    this.high = high;
    this.low = low;
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
  }

  /** The second half of the v4-mapped form; the first is 0. */
  private static long mapped(int v4) {
    return 0xffffL << Integer.SIZE | (v4 & 0xffffffffL);
  }

  /** Whether that half of an address belongs to a v4-mapped one, given that the first half is 0. */
  static boolean isMapped(long low) {
    return low >>> Integer.SIZE == 0xffff;
  }

  /**
   * Reads an address, or a block {@code address/bits}.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Network parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    boolean dotted = address.indexOf(':') < 0;
    long high = 0;
    long low;
    if (dotted) {
      low = mapped(v4(address));
    } else {
      long[] groups = v6(address);
      high = joined(groups, 0);
      low = joined(groups, GROUPS / 2);
    }
    int most = dotted ? V6_BITS - MAPPED_BITS : V6_BITS;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1), most);
    if (dotted) {
      bits += MAPPED_BITS;
    }
    // A wider block than the mapped addresses themselves is one of IPv6, even if it begins like
    // them.
    Network network =
        new Network(high == 0 && isMapped(low) && bits >= MAPPED_BITS, high, low, bits);
    if ((high & ~network.highMask) != 0 || (low & ~network.lowMask) != 0) {
      throw new IllegalArgumentException(
          "the address has bits beyond the " + text.substring(slash));
    }
    return network;
  }

  private static int bits(String text, int most) {
    int bits = number(text, 3, most);
    if (bits < 0) {
      throw new IllegalArgumentException("after / allowed: 0.." + most);
    }
    return bits;
  }

  private static int v4(String text) {
    int address = 0;
    int start = 0;
    for (int part = 0; part < 4; part++) {
      int dot = text.indexOf('.', start);
      int end = part < 3 ? dot : text.length();
      int octet = end < 0 ? -1 : number(text.substring(start, end), 3, 255);
      // 010 is 8 to some and 10 to others.
      if (octet < 0 || (text.charAt(start) == '0' && end - start > 1)) {
        throw new IllegalArgumentException(
            "no IPv4 address; allowed: four numbers 0..255 such as 10.0.0.1");
      }
      address = address << 8 | octet;
      start = end + 1;
    }
    return address;
  }

  /**
   * Eight groups of 16 bits; "::" stands for those left out, and the last two may be an IPv4
   * address.
   */
  private static long[] v6(String text) {
    int gap = text.indexOf("::");
    long[] groups = new long[GROUPS];
    if (gap < 0) {
      return groups(text, groups, 0) == GROUPS ? groups : notV6();
    }
    if (text.lastIndexOf('.', gap) >= 0) {
      return notV6();
    }
    int before = gap == 0 ? 0 : groups(text.substring(0, gap), groups, 0);
    long[] rest = new long[GROUPS];
    String tail = text.substring(gap + 2);
    int after = tail.isEmpty() ? 0 : groups(tail, rest, 0);
    if (before + after >= GROUPS) {
      return notV6();
    }
    System.arraycopy(rest, 0, groups, GROUPS - after, after);
    return groups;
  }

  private static int groups(String text, long[] groups, int from) {
    int count = from;
    int start = 0;
    while (start <= text.length()) {
      int colon = text.indexOf(':', start);
      String group = text.substring(start, colon < 0 ? text.length() : colon);
      boolean dotted = colon < 0 && group.indexOf('.') >= 0;
      if (count + (dotted ? 2 : 1) > GROUPS) {
        notV6();
      }
      if (dotted) {
        long v4 = v4(group);
        groups[count++] = v4 >>> 16 & 0xffff;
        groups[count++] = v4 & 0xffff;
      } else {
        groups[count++] = hex(group);
      }
      start = colon < 0 ? text.length() + 1 : colon + 1;
    }
    return count;
  }

  private static int hex(String group) {
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char c = group.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        notV6();
      }
      value = value << 4 | digit;
    }
    if (group.isEmpty() || group.length() > 4) {
      notV6();
    }
    return value;
  }

  private static long[] notV6() {
    throw new IllegalArgumentException(
        "no IPv6 address; allowed: such as [2001:db8::1], without a zone");
  }

  private static long joined(long[] groups, int from) {
    return groups[from] << 48 | groups[from + 1] << 32 | groups[from + 2] << 16 | groups[from + 3];
  }

  /** A decimal number of ASCII digits; -1 if it is none or out of range. */
  static int number(String text, int mostDigits, int most) {
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9' || i == mostDigits) {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return text.isEmpty() || number > most ? -1 : number;
  }

  boolean isV4() {
    return v4;
  }

  /** Of an IPv4 block: the address. */
  int v4() {
    return (int) low;
  }

  /** Of an IPv4 block: the bits that count. */
  int v4Mask() {
    return (int) lowMask;
  }

  boolean contains(long high, long low) {
    return ((high ^ this.high) & highMask) == 0 && ((low ^ this.low) & lowMask) == 0;
  }
}
