package io.github.kaagent.settings;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The patterns for one direction, each with its rule's rank: the lowest wins. Immutable. */
final class Patterns {

  /** Stands for a rank if no pattern matches. */
  static final int NONE = Integer.MAX_VALUE;

  private static final int LOOPBACK = 0x7f000001; // 127.0.0.1

  // The columns of a row of the IPv4 table. All rows are in one flat array, so that matching a
  // hundred rules takes no more than about a hundred nanoseconds.
  private static final int NET = 0;
  private static final int MASK = 1;
  private static final int LOWEST_PORT = 2;
  private static final int HIGHEST_PORT = 3;
  private static final int RANK = 4;
  private static final int ROW = 5;

  final boolean hasNames;

  private final int[] v4;
  private final SocketPattern[] patterns;
  private final int[] ranks; // ranks[i] belongs to patterns[i]
  private final boolean hasNetworks;

  /** Takes the patterns grouped by rank, rank 0 first, and keeps those for the direction. */
  Patterns(List<List<SocketPattern>> byRank, boolean incoming) {
    boolean anyName = false;
    boolean anyNetwork = false;
    List<SocketPattern> selected = new ArrayList<>();
    List<int[]> rows = new ArrayList<>();
    int[] rankOfEach = new int[0];
    for (int rank = 0; rank < byRank.size(); rank++) {
      for (SocketPattern pattern : byRank.get(rank)) {
        if (incoming ? pattern.in : pattern.out) {
          selected.add(pattern);
          rankOfEach = Arrays.copyOf(rankOfEach, selected.size());
          rankOfEach[selected.size() - 1] = rank;
          anyName |= pattern.host.isName;
          anyNetwork |= pattern.host.isNetwork();
          addRows(pattern, rank, rows);
        }
      }
    }
    patterns = selected.toArray(new SocketPattern[0]);
    ranks = rankOfEach;
    hasNames = anyName;
    hasNetworks = anyNetwork;
    v4 = new int[rows.size() * ROW];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, v4, i * ROW, ROW);
    }
  }

  private static void addRows(SocketPattern pattern, int rank, List<int[]> rows) {
    for (Network network : pattern.host.networks) {
      if (network.isV4) {
        int net = (int) network.low;
        int mask = (int) network.lowMask;
        rows.add(new int[] {net, mask, pattern.lowestPort, pattern.highestPort, rank});
      }
    }
  }

  /**
   * The lowest rank that matches, or {@link #NONE}. Address and name may be null; the wildcard
   * address counts as loopback, to which a connect to it goes (Linux: tcp_v6_connect in
   * net/ipv6/tcp_ipv6.c, "BSD'ism").
   */
  int rank(InetAddress address, String name, int port) {
    if (address instanceof Inet4Address) {
      int bits = AddressBits.v4((Inet4Address) address);
      return rankOfV4(bits == 0 ? LOOPBACK : bits, name, port);
    }
    if (!(address instanceof Inet6Address)) {
      return rankOfOthers(name, false, 0, 0, port);
    }
    if (!hasNetworks) {
      // The patterns tell only loopback from the rest: 2 stands for any other address.
      boolean isLoopback = address.isLoopbackAddress() || address.isAnyLocalAddress();
      return rankOfOthers(name, true, 0, isLoopback ? 1 : 2, port);
    }
    byte[] bytes = AddressBits.v6((Inet6Address) address);
    long high = half(bytes, 0);
    long low = half(bytes, Long.BYTES);
    return high == 0 && Network.isMapped(low)
        ? rankOfV4((int) low, name, port)
        : rankOfOthers(name, true, high, high == 0 && low == 0 ? 1 : low, port);
  }

  private static long half(byte[] bytes, int from) {
    long half = 0;
    for (int i = from; i < from + Long.BYTES; i++) {
      half = half << 8 | (bytes[i] & 0xff);
    }
    return half;
  }

  private int rankOfV4(int address, String name, int port) {
    int named = name == null ? NONE : rankOfOthers(name, false, 0, 0, port);
    for (int row = 0; row < v4.length; row += ROW) {
      if (((address ^ v4[row + NET]) & v4[row + MASK]) == 0
          && port >= v4[row + LOWEST_PORT]
          && port <= v4[row + HIGHEST_PORT]) {
        return Math.min(v4[row + RANK], named);
      }
    }
    return named;
  }

  /** The rank for a name, or null, and an IPv6 address in two halves, if {@code isV6}. */
  private int rankOfOthers(String name, boolean isV6, long high, long low, int port) {
    for (int i = 0; i < patterns.length; i++) {
      if (patterns[i].hasPort(port) && patterns[i].host.matches(name, isV6, high, low)) {
        return ranks[i];
      }
    }
    return NONE;
  }
}
