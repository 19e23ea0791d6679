package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which socket gets which policy, of those that come in or of those that go out. Immutable; the
 * cost is the same however many connections there are.
 */
final class Selection {

  final boolean usesNames;

  private final Policy global;

  /** By rank: none of {@code exclude}, then the rules' from 1 in the file's order. */
  private final Policy[] policies;

  private final Patterns patterns;

  /** Null for all. */
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

  /** For the other end, where it is known, the name that it was called by, or null, and a port. */
  Policy policy(InetAddress remote, String name, int port) {
    if (only != null && only.first(remote, name, port) == Patterns.NONE) {
      return null;
    }
    int rank = patterns.first(remote, name, port);
    return rank == Patterns.NONE ? global : policies[rank];
  }

  Policy policy(InetSocketAddress remote) {
    return policy(remote.getAddress(), usesNames ? name(remote) : null, remote.getPort());
  }

  /**
   * The name that the application used for an address; null for an address alone. Never a look-up:
   * neither getHostString() nor InetAddress.toString() makes one, as their documentation says.
   * (After an application's own reverse look-up the JDK keeps that name in the same place.)
   */
  static String name(InetSocketAddress remote) {
    if (remote.isUnresolved()) {
      String host = remote.getHostString();
      // An IPv4 address may pass for a name: each pattern of names has a letter, - or _.
      return host.indexOf(':') < 0 ? host : null;
    }
    String text = remote.getAddress().toString(); // name/address, or /address
    int slash = text.indexOf('/');
    return slash <= 0 ? null : text.substring(0, slash);
  }
}
