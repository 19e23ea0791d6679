package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Selects the policy for a socket of one direction, incoming or outgoing. Immutable; the cost does
 * not depend on the number of connections.
 */
final class Selection {

  final boolean usesNames;

  private final Policy global;

  /** Indexed by rank: null at 0, for {@code exclude}, then those of the rules in file order. */
  private final Policy[] policies;

  private final Patterns patterns;

  /** The patterns of {@code only}; null if it was not given, and so allows every socket. */
  private final Patterns only;

  Selection(
      boolean incoming,
      Policy global,
      List<SocketPattern> only,
      List<SocketPattern> exclude,
      List<Rule> rules) {
    this.global = global;
    List<List<SocketPattern>> ranks = new ArrayList<>();
    ranks.add(exclude);
    policies = new Policy[rules.size() + 1];
    for (Rule rule : rules) {
      policies[ranks.size()] = rule.policy;
      ranks.add(rule.patterns);
    }
    patterns = new Patterns(ranks, incoming);
    this.only = only.isEmpty() ? null : new Patterns(Collections.singletonList(only), incoming);
    usesNames = patterns.hasNames || (this.only != null && this.only.hasNames);
  }

  /** The policy for a remote address and its name, either of which may be null, and a port. */
  Policy policy(InetAddress remote, String name, int port) {
    if (only != null && only.rank(remote, name, port) == Patterns.NONE) {
      return null;
    }
    int rank = patterns.rank(remote, name, port);
    return rank == Patterns.NONE ? global : policies[rank];
  }

  Policy policy(InetSocketAddress remote) {
    return policy(remote.getAddress(), usesNames ? name(remote) : null, remote.getPort());
  }

  /**
   * The name that the application used for an address; null if it used the bare address. This never
   * makes a look-up: their Javadoc says that getHostString() and InetAddress.toString() don't.
   * (After a reverse look-up by the application, the JDK keeps the result in the same place.)
   */
  static String name(InetSocketAddress remote) {
    if (remote.isUnresolved()) {
      String host = remote.getHostString();
      // This may be an IPv4 address. No name pattern matches it: they all have a letter, - or _.
      return host.indexOf(':') < 0 ? host : null;
    }
    String text = remote.getAddress().toString(); // name/address, or /address
    int slash = text.indexOf('/');
    return slash <= 0 ? null : text.substring(0, slash);
  }
}
