package io.github.kaagent.enforce;

import java.util.concurrent.atomic.AtomicLongArray;

/** How often what became of which connections; no lock, no allocation. */
public final class Counters {

  private static final int KINDS = 5;
  private static final int DIRECTIONS = 2;

  private final AtomicLongArray counts = new AtomicLongArray(Outcome.COUNT * DIRECTIONS * KINDS);

  Counters() {}

  void add(Outcome outcome, Direction direction, Kind kind) {
    counts.incrementAndGet(index(outcome, direction, kind));
  }

  /** How often that was, since the agent started. */
  public long of(Outcome outcome, Direction direction, Kind kind) {
    return counts.get(index(outcome, direction, kind));
  }

  /** How often that was, in any direction and for any kind. */
  public long of(Outcome outcome) {
    long sum = 0;
    int first = outcome.ordinal() * DIRECTIONS * KINDS;
    for (int i = first; i < first + DIRECTIONS * KINDS; i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  private static int index(Outcome outcome, Direction direction, Kind kind) {
    return (outcome.ordinal() * DIRECTIONS + direction.ordinal()) * KINDS + kind.ordinal();
  }
}
