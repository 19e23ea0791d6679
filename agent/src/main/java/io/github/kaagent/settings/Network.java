package io.github.kaagent.settings;

/** A block of addresses. Immutable. */
public final class Network {

  static final Network ALL_V4 = v4(0, 0);
  static final Network ALL_V6 = v6(0, 0, 0);
  static final Network LOOPBACK_V4 = v4(0x7f000000, 8);
  static final Network LOOPBACK_V6 = v6(0, 1, 128);

  /** Before them: ::ffff:0:0. After them: an IPv4 address (RFC 4291, 2.5.5.2). */
  private static final int MAPPED_BITS = 96;

  /** Whether it is one of IPv4, which is kept in its v4-mapped form. */
  public final boolean isV4;

  final long low;
  final long lowMask;
  private final long high;
  private final long highMask;

  private Network(boolean isV4, long high, long low, int bits) {
    this.isV4 = isV4;
    this.high = high;
    this.low = low;
    highMask = mask(bits);
    lowMask = mask(bits - Long.SIZE);
  }

  /** A block of IPv4 addresses by the bits that count of 32. */
  public static Network v4(int address, int bits) {
    long low = 0xffffL << Integer.SIZE | (address & 0xffffffffL);
    return new Network(true, 0, low, MAPPED_BITS + bits);
  }

  /**
   * A block of IPv6 addresses; of IPv4 ones if it is all v4-mapped. A wider block than the mapped
   * addresses themselves is one of IPv6, even if it begins like them.
   *
   * @param high first half of the address
   * @param low second half
   * @param bits how many of the 128 count
   */
  public static Network v6(long high, long low, int bits) {
    return new Network(high == 0 && isMapped(low) && bits >= MAPPED_BITS, high, low, bits);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
  }

  /** Whether that half of an address belongs to a v4-mapped one, given that the first half is 0. */
  static boolean isMapped(long low) {
    return low >>> Integer.SIZE == 0xffff;
  }

  /** Whether the address has bits where none count: {@code 10.1.2.3/8}. */
  public boolean hasBitsBeyondMask() {
    return (high & ~highMask) != 0 || (low & ~lowMask) != 0;
  }

  /** Whether an address is in the block; an IPv4 one is given in its v4-mapped form. */
  public boolean contains(long otherHigh, long otherLow) {
    return ((otherHigh ^ high) & highMask) == 0 && ((otherLow ^ low) & lowMask) == 0;
  }
}
