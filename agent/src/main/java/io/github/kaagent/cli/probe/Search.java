package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * Which silences to try next, in whole seconds: geometric, as the time-outs out there are. First
 * some over the whole range; as soon as all that are shorter than the first loss are known, some
 * between the last that lived and the loss, and the loss once more; and so on until the two are
 * close together.
 */
final class Search {

  /** No path is known to forget sooner, and nobody wants an idle below it. */
  private static final int SHORTEST = 15;

  /** From this end on the shortest silence is {@link #SHORTEST}; below it, it shrinks along. */
  private static final int UNSCALED = 300;

  /** How wide the bracket may stay in milliseconds: silences are whole seconds. */
  private static final int NARROW_MILLIS = 1500;

  private static final double NARROW = 0.05; // or this part of its lower end

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

  /** The silences to begin with now, in seconds; none if there is something to wait for. */
  List<Integer> next(Findings found, List<Integer> pending) {
    if (rounds == 0) {
      rounds++;
      return first(upTo, connections);
    }
    List<Integer> times = new ArrayList<>();
    ProbeResult died = found.died;
    long decisive = died == null ? Long.MAX_VALUE : died.deadAtMillis();
    if (done || pending.stream().anyMatch(idle -> idle * 1000L <= decisive)) {
      return times;
    }
    if (died == null || (isNarrow(found) && found.isSure) || rounds == ROUNDS) {
      done = true;
      return times;
    }
    rounds++;
    int below = (int) ((decisive + 999) / 1000);
    if (!isNarrow(found)) {
      times.addAll(between(found.lived, below, connections));
    }
    // What the other end does by its own clock shows in every connection that is silent longer.
    if (!found.isSure && !(died.isUnasked() && !pending.isEmpty())) {
      times.add(died.isUnasked() ? below + 1 : below);
    }
    return times;
  }

  /** Whether nothing that is still pending would change the answer. */
  boolean isDone() {
    return done;
  }

  private static boolean isNarrow(Findings found) {
    long lived = found.lived * 1000L;
    return found.died.deadAtMillis() - lived <= Math.max(NARROW_MILLIS, lived * NARROW);
  }

  /** The first round: so many, the last one is the end; fewer where there are fewer seconds. */
  static List<Integer> first(int end, int connections) {
    int last = end >= UNSCALED ? SHORTEST : Math.max(1, end * SHORTEST / UNSCALED);
    List<Integer> times = new ArrayList<>();
    times.add(last);
    for (int i = 1; i < connections && last < end; i++) {
      // Steps of what is left, for a short silence's step may be less than the second it takes.
      double ratio = Math.pow((double) end / last, 1.0 / (connections - i));
      last = Math.max(last + 1, (int) Math.round(last * ratio));
      times.add(last);
    }
    return times;
  }

  /** So many at most, above one silence and below another. */
  static List<Integer> between(int above, int below, int connections) {
    List<Integer> times = new ArrayList<>();
    int start = Math.max(1, above);
    double ratio = Math.pow((double) below / start, 1.0 / connections);
    int previous = above;
    for (int i = above == 0 ? 0 : 1; i < connections; i++) {
      int time = (int) Math.round(start * Math.pow(ratio, i));
      if (time > previous && time < below) {
        times.add(time);
        previous = time;
      }
    }
    return times;
  }
}
