package io.github.kaagent.settings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
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

  private final int[] v4;
  private final Ranked[] others;
  private final Ranked[] names;
  private final boolean networks;

  /** From the patterns of each rank, those of rank 0 first, for what came in or what goes out. */
  Patterns(List<List<SocketPattern>> ranks, boolean incoming) {
    List<Ranked> addresses = new ArrayList<>();
    List<Ranked> named = new ArrayList<>();
    boolean someNetwork = false;
    for (int rank = 0; rank < ranks.size(); rank++) {
      for (SocketPattern pattern : ranks.get(rank)) {
        if (incoming ? pattern.in : pattern.out) {
          (pattern.host.isName() ? named : addresses).add(new Ranked(pattern, rank));
          someNetwork |= pattern.host.isNetwork();
        }
      }
    }
    v4 = v4Table(addresses);
    others = addresses.toArray(new Ranked[0]);
    names = named.toArray(new Ranked[0]);
    networks = someNetwork;
  }

  private static int[] v4Table(List<Ranked> patterns) {
    List<int[]> rows = new ArrayList<>();
    for (Ranked ranked : patterns) {
      SocketPattern pattern = ranked.pattern;
      for (Network network : pattern.host.networks()) {
        if (network.isV4()) {
          int lowest = pattern.lowestPort;
          int highest = pattern.highestPort;
          rows.add(new int[] {network.v4(), network.v4Mask(), lowest, highest, ranked.rank});
        }
      }
    }
    int[] table = new int[rows.size() * ROW];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, table, i * ROW, ROW);
    }
    return table;
  }

  boolean haveNames() {
    return names.length > 0;
  }

  /** The least rank that matches, or {@link #NONE}; address and name may be null. No allocation. */
  int first(InetAddress address, String name, int port) {
    int rank = firstOfAddress(address, port);
    return name == null ? rank : Math.min(rank, firstOfName(name, port));
  }

  private int firstOfAddress(InetAddress address, int port) {
    if (address instanceof Inet4Address) {
      return firstOfV4(Inet4Bits.of((Inet4Address) address), port);
    }
    if (!(address instanceof Inet6Address)) {
      return firstOfUnresolved(port);
    }
    if (!networks) {
      // Any address that is not the loopback's does.
      return address.isLoopbackAddress() ? firstOfV6(0, 1, port) : firstOfV6(-1, -1, port);
    }
    byte[] bytes = Inet6Bytes.of((Inet6Address) address);
    long high = half(bytes, 0);
    long low = half(bytes, Long.BYTES);
    return high == 0 && Network.isMapped(low)
        ? firstOfV4((int) low, port)
        : firstOfV6(high, low, port);
  }

  private static long half(byte[] bytes, int from) {
    long half = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
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
    for (Ranked each : others) {
      if (each.pattern.hasPort(port) && each.pattern.host.hasV6(high, low)) {
        return each.rank;
      }
    }
    return NONE;
  }

  private int firstOfUnresolved(int port) {
    for (Ranked each : others) {
      if (each.pattern.hasPort(port) && each.pattern.host.isAny()) {
        return each.rank;
      }
    }
    return NONE;
  }

  private int firstOfName(String name, int port) {
    for (Ranked each : names) {
      if (each.pattern.hasPort(port) && each.pattern.host.matches(name)) {
        return each.rank;
      }
    }
    return NONE;
  }

  /** A pattern, and its rank: of those that match, the least wins. */
  private static final class Ranked {
    final SocketPattern pattern;
    final int rank;

    Ranked(SocketPattern pattern, int rank) {
      this.pattern = pattern;
      this.rank = rank;
    }
  }
}
