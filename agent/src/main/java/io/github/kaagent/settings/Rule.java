package io.github.kaagent.settings;

/** A rule of a {@code config} file, as it was written. Immutable. */
public final class Rule {

  private final String to;
  private final String origin;
  private final Values own;
  private final Policy policy;

  Rule(String to, String origin, Values own, Policy policy) {
    this.to = to;
    this.origin = origin;
    this.own = own;
    this.policy = policy;
  }

  /** What it asks of a socket, the globals where it says nothing itself. */
  public Policy policy() {
    return policy;
  }

  /** Its patterns, separated by commas. */
  public String to() {
    return to;
  }

  /** Where it was given: {@code file:line}. */
  public String origin() {
    return origin;
  }

  /** A value of its own as it was written; null if the globals' holds. */
  public String value(Argument argument) {
    return own.text(argument);
  }

  /** Where that value was given: {@code file:line}; null if the globals' holds. */
  public String origin(Argument argument) {
    return own.origin(argument);
  }
}
