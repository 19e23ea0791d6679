package io.github.kaagent.settings;

import java.util.List;
import java.util.Map;

/** A rule of a {@code config} file. Immutable. */
public final class Rule {

  /** The option values for the sockets that match. */
  public final Policy policy;

  /** The value of {@code rule.NAME.to}: the patterns as they were written. */
  public final Setting to;

  /** The values that the rule itself gives, as written, by key; the globals apply to the rest. */
  public final Map<String, Setting> own;

  final List<SocketPattern> patterns;

  /** A rule for the sockets that one of these patterns matches. */
  public Rule(List<SocketPattern> patterns, Policy policy, Setting to, Map<String, Setting> own) {
    this.patterns = patterns;
    this.policy = policy;
    this.to = to;
    this.own = own;
  }
}
