package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import java.util.concurrent.atomic.AtomicLong;

/** How often what became of which connections; no lock, no allocation. */
public final class Counters {

  private static final int KINDS = Kind.values().length;
  private static final int EACH = Direction.values().length * KINDS;

  // No AtomicLongArray: it costs the first connection a millisecond of variable handles.
  private final AtomicLong[] counts = new AtomicLong[Outcome.values().length * EACH];

  Counters() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new AtomicLong();
    }
  }

  void add(Outcome outcome, Direction direction, Kind kind) {
    counts[index(outcome, direction, kind)].incrementAndGet();
  }

  /** How often that was, since the agent started. */
  public long of(Outcome outcome, Direction direction, Kind kind) {
    return counts[index(outcome, direction, kind)].get();
  }

  /** How often that was, in any direction and for any kind. */
  public long of(Outcome outcome) {
    long sum = 0;
    for (int i = outcome.ordinal() * EACH; i < (outcome.ordinal() + 1) * EACH; i++) {
      sum += counts[i].get();
    }
    return sum;
  }

  private static int index(Outcome outcome, Direction direction, Kind kind) {
    return outcome.ordinal() * EACH + direction.ordinal() * KINDS + kind.ordinal();
  }
}
