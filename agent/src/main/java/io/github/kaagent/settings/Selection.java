package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which socket gets which policy. Immutable; the cost is the same however many connections there
 * are.
 */
final class Selection {

  private static final List<SocketPattern> EVERYTHING =
      Collections.singletonList(
          new SocketPattern(true, true, Host.ANY, 0, SocketPattern.HIGHEST_PORT));

  /** By rank: none of {@code exclude}, then the rules' from 1 in the file's order. */
  private final Policy[] policies;

  private final Patterns out;
  private final Patterns in;
  private final Patterns onlyOut;
  private final Patterns onlyIn;
  private final boolean names;

  /** The sockets to cover, none for all, those to leave alone, and the rules. */
  Selection(List<SocketPattern> only, List<SocketPattern> exclude, List<Rule> rules) {
    List<List<SocketPattern>> ranks = new ArrayList<>();
    ranks.add(exclude);
    policies = new Policy[rules.size() + 1];
    for (Rule rule : rules) {
      policies[ranks.size()] = rule.policy();
      ranks.add(rule.patterns());
    }
    List<List<SocketPattern>> some = Collections.singletonList(only.isEmpty() ? EVERYTHING : only);
    out = new Patterns(ranks, false);
    in = new Patterns(ranks, true);
    onlyOut = new Patterns(some, false);
    onlyIn = new Patterns(some, true);
    names = out.haveNames() || onlyOut.haveNames();
  }

  Policy outgoing(InetSocketAddress remote, Policy global) {
    String name = names ? HostName.of(remote) : null;
    return choose(out, onlyOut, remote.getAddress(), name, remote.getPort(), global);
  }

  Policy outgoing(InetAddress remote, int port, Policy global) {
    String name = names ? HostName.of(remote) : null;
    return choose(out, onlyOut, remote, name, port, global);
  }

  Policy incoming(InetAddress remote, int port, Policy global) {
    return choose(in, onlyIn, remote, null, port, global);
  }

  private Policy choose(
      Patterns all, Patterns only, InetAddress remote, String name, int port, Policy global) {
    if (only.first(remote, name, port) == Patterns.NONE) {
      return null;
    }
    int rank = all.first(remote, name, port);
    return rank == Patterns.NONE ? global : policies[rank];
  }

  boolean usesNames() {
    return names;
  }
}
