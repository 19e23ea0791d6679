package io.github.kaagent.settings;

import java.util.List;
import java.util.Map;

/** A rule of a {@code config} file. Immutable. */
public final class Rule {

  /** What it asks of a socket. */
  public final Policy policy;

  /** Its patterns as they were written. */
  public final Setting to;

  /** Its own values as they were written, by key; for what is not here, the globals hold. */
  public final Map<String, Setting> own;

  final List<SocketPattern> patterns;

  /** A rule for what these patterns match. */
  public Rule(List<SocketPattern> patterns, Policy policy, Setting to, Map<String, Setting> own) {
    this.patterns = patterns;
    this.policy = policy;
    this.to = to;
    this.own = own;
  }
}
