package io.github.kaagent.settings;

/** A CIDR block of addresses. Immutable. */
public final class Network {

  static final Network ALL_V4 = v4(0, 0);
  static final Network ALL_V6 = v6(0, 0, 0);
  static final Network LOOPBACK_V4 = v4(0x7f000000, 8);
  static final Network LOOPBACK_V6 = v6(0, 1, 128);

  /** The length of ::ffff:0:0/96, the prefix of IPv4-mapped addresses (RFC 4291, 2.5.5.2). */
  private static final int MAPPED_BITS = 96;

  /** Whether this is an IPv4 block; it is kept as IPv4-mapped IPv6 addresses. */
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

  /** An IPv4 block; {@code bits} is its prefix length, 0..32. */
  public static Network v4(int address, int bits) {
    long low = 0xffffL << Integer.SIZE | (address & 0xffffffffL);
    return new Network(true, 0, low, MAPPED_BITS + bits);
  }

  /**
   * An IPv6 block, or an IPv4 block if it has only IPv4-mapped addresses. A block wider than
   * ::ffff:0:0/96 is an IPv6 block, even if its address begins like a mapped one.
   *
   * @param high the first half of the address
   * @param low the second half
   * @param bits the prefix length, 0..128
   */
  public static Network v6(long high, long low, int bits) {
    return new Network(high == 0 && isMapped(low) && bits >= MAPPED_BITS, high, low, bits);
  }

  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
  }

  /** Whether an address with this second half is IPv4-mapped, given that its first half is 0. */
  static boolean isMapped(long low) {
    return low >>> Integer.SIZE == 0xffff;
  }

  /** Whether the address has bits set beyond the prefix, as in {@code 10.1.2.3/8}. */
  public boolean hasBitsBeyondMask() {
    return (high & ~highMask) != 0 || (low & ~lowMask) != 0;
  }

  /** Whether an address is in the block; an IPv4 address is passed in its mapped form. */
  public boolean contains(long otherHigh, long otherLow) {
    return ((otherHigh ^ high) & highMask) == 0 && ((otherLow ^ low) & lowMask) == 0;
  }
}
