package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which silences to try next. First some over the whole range; as soon as all that are shorter than
 * the first loss are known, some between the last that lived and the loss, and the loss once more;
 * and so on until the two are close together.
 */
final class Search {

  /** How wide the bracket may stay in milliseconds: silences are whole seconds. */
  private static final int NARROW_MILLIS = 1500;

  /** Or this part of its lower end. */
  private static final double NARROW = 0.05;

  /** With two connections it takes eight to halve two hours down to a second or 5 %. */
  private static final int ROUNDS = 12;

  private final int upTo;
  private final int connections;
  private int rounds;
  private boolean done;

  Search(int upTo, int connections) {
    this.upTo = upTo;
    this.connections = connections;
  }

  /**
   * The silences to begin with now, in seconds.
   *
   * @param found what is known
   * @param pending the silences that are being tried
   * @return none while there is something to wait for, or if it {@link #isDone}
   */
  List<Integer> next(Findings found, List<Integer> pending) {
    if (rounds == 0) {
      rounds++;
      return Spacing.first(upTo, connections);
    }
    Ended died = found.died();
    long decisive = died == null ? Long.MAX_VALUE : died.deadAtMillis();
    if (done || pending.stream().anyMatch(idle -> idle * 1000L <= decisive)) {
      return Collections.emptyList();
    }
    if (died == null || (isNarrow(found) && found.isSure()) || rounds == ROUNDS) {
      done = true;
      return Collections.emptyList();
    }
    rounds++;
    return refined(found, pending);
  }

  /** Whether nothing that is still pending would change the answer. */
  boolean isDone() {
    return done;
  }

  private List<Integer> refined(Findings found, List<Integer> pending) {
    Ended died = found.died();
    int below = seconds(died);
    List<Integer> times = new ArrayList<>();
    if (!isNarrow(found)) {
      times.addAll(Spacing.between(found.lived(), below, connections));
    }
    // What the other end does by its own clock shows in every connection that is silent longer.
    if (!found.isSure() && !(died.isUnasked() && !pending.isEmpty())) {
      times.add(died.isUnasked() ? below + 1 : below);
    }
    return times;
  }

  private static boolean isNarrow(Findings found) {
    long lived = found.lived() * 1000L;
    return found.died().deadAtMillis() - lived <= Math.max(NARROW_MILLIS, lived * NARROW);
  }

  private static int seconds(Ended died) {
    return (int) ((died.deadAtMillis() + 999) / 1000);
  }
}
