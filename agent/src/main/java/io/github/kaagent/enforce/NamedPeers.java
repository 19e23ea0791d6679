package io.github.kaagent.enforce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The names that the application used for addresses, where patterns ask for names: a descriptor has
 * none, and what a rule says of it by name must hold for it too. As many as names are in use, and
 * bounded; where two names share an address and port, the last one counts.
 */
final class NamedPeers {

  private static final int MOST = 16384;

  private final ConcurrentMap<InetSocketAddress, InetSocketAddress> named =
      new ConcurrentHashMap<>();

  /** Remembers the name of a peer, if it has one. */
  void add(InetSocketAddress peer) {
    InetAddress address = peer.getAddress();
    if (address != null && named.size() < MOST) {
      named.put(new InetSocketAddress(address, peer.getPort()), peer);
    }
  }

  /** The peer as the application called it. */
  InetSocketAddress of(InetSocketAddress peer) {
    InetSocketAddress known = named.get(peer);
    return known != null ? known : peer;
  }
}
