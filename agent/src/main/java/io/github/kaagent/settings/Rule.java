package io.github.kaagent.settings;

import java.util.List;

/** A rule of a {@code config} file. Immutable. */
public final class Rule {

  private final Policy policy;
  private final List<SocketPattern> patterns;
  private final Setting to;
  private final List<Setting> own;

  /** A rule, with its patterns and its own values as they were written. */
  public Rule(List<SocketPattern> patterns, Policy policy, Setting to, List<Setting> own) {
    this.patterns = patterns;
    this.policy = policy;
    this.to = to;
    this.own = own;
  }

  List<SocketPattern> patterns() {
    return patterns;
  }

  /** What it asks of a socket. */
  public Policy policy() {
    return policy;
  }

  /** Its patterns, separated by commas. */
  public String to() {
    return to.value();
  }

  /** Where it was given: {@code file:line}. */
  public String origin() {
    return to.origin();
  }

  /** Its own values as they were written; for what is not here, the globals hold. */
  public List<Setting> own() {
    return own;
  }
}
