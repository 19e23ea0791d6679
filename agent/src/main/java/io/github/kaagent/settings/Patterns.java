package io.github.kaagent.settings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/** The patterns for one direction, ready for matching. Immutable. */
final class Patterns {

  /** The rank of what no pattern matches. */
  static final int NONE = Integer.MAX_VALUE;

  // A row of the table for IPv4: one array, because a hundred rules are to cost a hundred
  // nanoseconds.
  private static final int NET = 0;
  private static final int MASK = 1;
  private static final int LOWEST_PORT = 2;
  private static final int HIGHEST_PORT = 3;
  private static final int RANK = 4;
  private static final int ROW = 5;

  /**
   * Inet4Address.hashCode() is the address, in every JDK from 1.4 to 27, and the one way to it that
   * does not allocate (getAddress() copies). Tried here, should that ever change.
   */
  private static final boolean HASH_IS_ADDRESS = hashIsAddress();

  private final int[] v4;
  private final Pattern[] others;
  private final Pattern[] names;
  private final boolean networks;

  /** The patterns of lower rank come first. */
  Patterns(List<Pattern> patterns) {
    v4 = v4Table(patterns);
    List<Pattern> addresses = new ArrayList<>();
    List<Pattern> named = new ArrayList<>();
    boolean someNetwork = false;
    for (Pattern pattern : patterns) {
      (pattern.host().isName() ? named : addresses).add(pattern);
      someNetwork |= pattern.host().isNetwork();
    }
    others = addresses.toArray(new Pattern[0]);
    names = named.toArray(new Pattern[0]);
    networks = someNetwork;
  }

  private static int[] v4Table(List<Pattern> patterns) {
    List<int[]> rows = new ArrayList<>();
    for (Pattern pattern : patterns) {
      for (Network network : pattern.host().networks()) {
        if (network.isV4()) {
          rows.add(
              new int[] {
                network.v4(),
                network.v4Mask(),
                pattern.lowestPort(),
                pattern.highestPort(),
                pattern.rank()
              });
        }
      }
    }
    int[] table = new int[rows.size() * ROW];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, table, i * ROW, ROW);
    }
    return table;
  }

  private static boolean hashIsAddress() {
    try {
      return InetAddress.getByAddress(new byte[] {10, -1, 2, -128}).hashCode() == 0x0aff0280;
    } catch (UnknownHostException fourBytesAreAnAddress) {
      return false;
    }
  }

  boolean haveNames() {
    return names.length > 0;
  }

  /**
   * The least rank of those that match, or {@link #NONE}. Allocates nothing.
   *
   * @param address null if it is unresolved
   * @param name null if only an address is known
   */
  int first(InetAddress address, String name, int port) {
    int rank = firstOfAddress(address, port);
    return name == null ? rank : Math.min(rank, firstOfName(name, port));
  }

  private int firstOfAddress(InetAddress address, int port) {
    if (address instanceof Inet4Address) {
      return firstOfV4(
          HASH_IS_ADDRESS ? address.hashCode() : (int) half(address.getAddress(), 0, 4), port);
    }
    if (!(address instanceof Inet6Address)) {
      return firstOfUnresolved(port);
    }
    if (!networks) {
      // Any address that is not the loopback's does.
      return address.isLoopbackAddress() ? firstOfV6(0, 1, port) : firstOfV6(-1, -1, port);
    }
    byte[] bytes = Inet6Bytes.of((Inet6Address) address);
    long high = half(bytes, 0, 8);
    long low = half(bytes, 8, 16);
    return high == 0 && Network.isMapped(low)
        ? firstOfV4((int) low, port)
        : firstOfV6(high, low, port);
  }

  private static long half(byte[] bytes, int from, int to) {
    long half = 0;
    for (int i = from; i < to; i++) {
      half = half << 8 | (bytes[i] & 0xff);
    }
    return half;
  }

  private int firstOfV4(int address, int port) {
    for (int row = 0; row < v4.length; row += ROW) {
      if (((address ^ v4[row + NET]) & v4[row + MASK]) == 0
          && port >= v4[row + LOWEST_PORT]
          && port <= v4[row + HIGHEST_PORT]) {
        return v4[row + RANK];
      }
    }
    return NONE;
  }

  private int firstOfV6(long high, long low, int port) {
    for (Pattern pattern : others) {
      if (pattern.hasPort(port) && pattern.hasV6(high, low)) {
        return pattern.rank();
      }
    }
    return NONE;
  }

  private int firstOfUnresolved(int port) {
    for (Pattern pattern : others) {
      if (pattern.hasPort(port) && pattern.host().isAny()) {
        return pattern.rank();
      }
    }
    return NONE;
  }

  private int firstOfName(String name, int port) {
    for (Pattern pattern : names) {
      if (pattern.hasPort(port) && pattern.host().matches(name)) {
        return pattern.rank();
      }
    }
    return NONE;
  }
}
