package io.github.kaagent.enforce;

import io.github.kaagent.bridge.Kind;
import java.util.concurrent.atomic.AtomicLong;

/** Counts connections by what became of them; no lock, no allocation. */
public final class Counters {

  private static final int KINDS = Kind.values().length;
  private static final int PER_OUTCOME = Direction.values().length * KINDS;

  // Not an AtomicLongArray: its VarHandles cost the first connection a millisecond.
  private final AtomicLong[] counts = new AtomicLong[Outcome.values().length * PER_OUTCOME];

  Counters() {
    for (int i = 0; i < counts.length; i++) {
      counts[i] = new AtomicLong();
    }
  }

  void add(Outcome outcome, Direction direction, Kind kind) {
    counts[index(outcome, direction, kind)].incrementAndGet();
  }

  /** How often this has happened since the agent started. */
  public long of(Outcome outcome, Direction direction, Kind kind) {
    return counts[index(outcome, direction, kind)].get();
  }

  /** How often this has happened, in both directions and for all kinds. */
  public long of(Outcome outcome) {
    long sum = 0;
    for (int i = outcome.ordinal() * PER_OUTCOME; i < (outcome.ordinal() + 1) * PER_OUTCOME; i++) {
      sum += counts[i].get();
    }
    return sum;
  }

  private static int index(Outcome outcome, Direction direction, Kind kind) {
    return outcome.ordinal() * PER_OUTCOME + direction.ordinal() * KINDS + kind.ordinal();
  }
}
