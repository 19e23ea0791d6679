package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.List;

/** The silences to try, in whole seconds: geometric, as the time-outs out there are. */
final class Spacing {

  /** No path is known to forget sooner, and nobody wants an idle below it. */
  private static final int SHORTEST = 15;

  /** From this end on the shortest silence is {@link #SHORTEST}; below it, it shrinks along. */
  private static final int UNSCALED = 300;

  private Spacing() {}

  /** The first round: so many, the last one is the end; fewer where there are fewer seconds. */
  static List<Integer> first(int end, int connections) {
    int start = end >= UNSCALED ? SHORTEST : Math.max(1, end * SHORTEST / UNSCALED);
    List<Integer> times = new ArrayList<>();
    times.add(start);
    for (int i = 1; i < connections && last(times) < end; i++) {
      // Steps of what is left, for a short silence's step may be less than the second it takes.
      double ratio = Math.pow((double) end / last(times), 1.0 / (connections - i));
      times.add(Math.max(last(times) + 1, (int) Math.round(last(times) * ratio)));
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

  private static int last(List<Integer> times) {
    return times.get(times.size() - 1);
  }
}
