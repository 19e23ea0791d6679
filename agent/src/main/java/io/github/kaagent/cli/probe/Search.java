package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which silences to try next, in whole seconds. The first round spans the whole range, in a
 * geometric series, as real time-outs are. Once all silences below the shortest loss have ended,
 * the next round lies between the longest survived silence and that loss, and repeats the loss; and
 * so on until the two are close together.
 */
final class Search {

  /** In seconds: no path is known to forget sooner, and nobody wants an idle below it. */
  private static final int SHORTEST = 15;

  /** A range that ends below this begins with less than {@link #SHORTEST}, in proportion. */
  private static final int UNSCALED = 300;

  /** How far loss and survival may stay apart, in milliseconds: silences are whole seconds. */
  private static final int NARROW_MILLIS = 1500;

  private static final double NARROW = 0.05; // or this part of the survived silence

  /** With two connections, eight rounds halve a range of two hours down to a second or 5 %. */
  private static final int ROUNDS = 12;

  private final int upTo;
  private final int connections;
  private int rounds;
  private boolean done;

  Search(int upTo, int connections) {
    this.upTo = upTo;
    this.connections = connections;
  }

  /** The silences to start now, in seconds; none while results are awaited, or at the end. */
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
    // The other end's own limit repeats itself in the connections that are still pending.
    if (!found.isSure && !(died.isUnasked() && !pending.isEmpty())) {
      times.add(died.isUnasked() ? below + 1 : below);
    }
    return times;
  }

  /** Whether no connection that is still pending can change the answer. */
  boolean isDone() {
    return done;
  }

  private static boolean isNarrow(Findings found) {
    long lived = found.lived * 1000L;
    return found.died.deadAtMillis() - lived <= Math.max(NARROW_MILLIS, lived * NARROW);
  }

  /** The first round: so many silences, the last one the end; fewer if the range is too short. */
  static List<Integer> first(int end, int connections) {
    int last = end >= UNSCALED ? SHORTEST : Math.max(1, end * SHORTEST / UNSCALED);
    List<Integer> times = new ArrayList<>();
    times.add(last);
    for (int i = 1; i < connections && last < end; i++) {
      // A ratio for each step: the first ones may be rounded up to a second, and less is left then.
      double ratio = Math.pow((double) end / last, 1.0 / (connections - i));
      last = Math.max(last + 1, (int) Math.round(last * ratio));
      times.add(last);
    }
    return times;
  }

  /** At most so many silences, longer than the first and shorter than the second. */
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
