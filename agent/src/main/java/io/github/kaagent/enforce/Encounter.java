package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Policy;
import java.net.InetSocketAddress;

/** A connection as it was met, for whoever is told of each, there and then. */
public final class Encounter {

  /** What the enforcer came by for. */
  public enum Occasion {
    /** It is open, or was found open when settings came into force. */
    OPEN,
    /** The application has set an option. */
    SETTER,
    /** A sweep has found it, which no join point has seen, or not as it was left. */
    SWEEP
  }

  /** Why. */
  public final Occasion occasion;

  /** What became of it. */
  public final Outcome outcome;

  /** Which end opened it, and as what. */
  public final Origin origin;

  /** This end; null if there is none. */
  public final InetSocketAddress local;

  /** The other end, as the application called it where that is known; null if there is none. */
  public final InetSocketAddress remote;

  /** Null if none is for it. */
  public final Policy policy;

  private final Facts asked;
  private final int[] values;

  Encounter(
      Occasion occasion,
      Outcome outcome,
      Origin origin,
      InetSocketAddress local,
      InetSocketAddress remote,
      Policy policy,
      Facts asked,
      int[] values) {
    this.occasion = occasion;
    this.outcome = outcome;
    this.origin = origin;
    this.local = local;
    this.remote = remote;
    this.policy = policy;
    this.asked = asked;
    this.values = values;
  }

  /** What the application asked for, as far as that is known; else -1. */
  public int asked(Option option) {
    return asked.chosen(option);
  }

  /** What the kernel has now; -1 where it could not be read. */
  public int value(Option option) {
    return values[option.ordinal()];
  }
}
