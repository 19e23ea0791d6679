package io.github.kaagent.enforce;

import java.util.concurrent.atomic.AtomicLong;

/** How often what became of which connections; no lock, no allocation. */
public final class Counters {

  private static final int KINDS = 5;
  private static final int DIRECTIONS = 2;

  // No AtomicLongArray: it costs the first connection a millisecond of variable handles.
  private final AtomicLong[] counts = new AtomicLong[Outcome.COUNT * DIRECTIONS * KINDS];

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
    int first = outcome.ordinal() * DIRECTIONS * KINDS;
    for (int i = first; i < first + DIRECTIONS * KINDS; i++) {
      sum += counts[i].get();
    }
    return sum;
  }

  private static int index(Outcome outcome, Direction direction, Kind kind) {
    return (outcome.ordinal() * DIRECTIONS + direction.ordinal()) * KINDS + kind.ordinal();
  }
}
