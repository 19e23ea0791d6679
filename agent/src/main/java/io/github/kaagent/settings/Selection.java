package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Which socket gets which policy. Immutable; the cost is the same however many connections there
 * are.
 */
final class Selection {

  /** Exclude goes before every rule; the rules have 1, 2, ... in the file's order. */
  private static final int EXCLUDED = 0;

  private final Policy[] policies;
  private final Patterns out;
  private final Patterns in;
  private final Patterns onlyOut;
  private final Patterns onlyIn;
  private final boolean names;

  /**
   * From texts that have been checked.
   *
   * @param only patterns, or null for everything
   * @param exclude patterns, or null for nothing
   */
  Selection(String only, String exclude, List<Rule> rules) {
    List<Pattern> all = new ArrayList<>();
    if (exclude != null) {
      all.addAll(Pattern.list(exclude, EXCLUDED));
    }
    policies = new Policy[rules.size() + 1];
    for (int rank = 1; rank < policies.length; rank++) {
      Rule rule = rules.get(rank - 1);
      all.addAll(Pattern.list(rule.to(), rank));
      policies[rank] = rule.policy();
    }
    List<Pattern> some = Pattern.list(only == null ? "*" : only, 0);
    out = new Patterns(outgoing(all));
    in = new Patterns(incoming(all));
    onlyOut = new Patterns(outgoing(some));
    onlyIn = new Patterns(incoming(some));
    names = out.haveNames() || onlyOut.haveNames();
  }

  private static List<Pattern> outgoing(List<Pattern> patterns) {
    List<Pattern> outgoing = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern.out()) {
        outgoing.add(pattern);
      }
    }
    return outgoing;
  }

  private static List<Pattern> incoming(List<Pattern> patterns) {
    List<Pattern> incoming = new ArrayList<>();
    for (Pattern pattern : patterns) {
      if (pattern.in()) {
        incoming.add(pattern);
      }
    }
    return incoming;
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
