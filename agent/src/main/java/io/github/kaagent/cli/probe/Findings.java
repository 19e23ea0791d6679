package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.List;

/** What the connections that have ended say together. A loss counts once it has been repeated. */
final class Findings {

  /** Two losses by the other end's clock are the same limit if they are no further apart. */
  private static final double SAME_LIMIT = 0.2;

  private static final int SECOND = 1000;

  private final List<Ended> ended;
  private final int lived;
  private final Ended died;
  private final boolean repeated;

  Findings(List<Ended> ended) {
    this.ended = new ArrayList<>(ended);
    Ended sure = shortest(0, true);
    this.lived = longestLife(sure == null ? Long.MAX_VALUE : sure.deadAtMillis());
    this.died = shortest(lived * (long) SECOND, false);
    this.repeated = died != null && isRepeated(died);
  }

  /** The longest silence, in seconds, that was survived and isn't beyond a sure loss; or 0. */
  int lived() {
    return lived;
  }

  /** The shortest loss beyond that, seen once or more often; null if there is none. */
  Ended died() {
    return died;
  }

  /** Whether that loss was seen more than once, and so counts. */
  boolean isSure() {
    return repeated;
  }

  /** How many connections ended so. */
  long count(Fate fate) {
    return ended.stream().filter(one -> one.fate == fate).count();
  }

  /** The system's words for the first that ended so; null if none has any. */
  String firstReason(Fate fate) {
    for (Ended one : ended) {
      if (one.fate == fate && one.why != null) {
        return one.why;
      }
    }
    return null;
  }

  /** Losses that do not count: not repeated, and a longer silence was survived. */
  long accidents() {
    return ended.stream()
        .filter(
            one ->
                one.fate.isDeath()
                    && !one.hasLived()
                    && one.deadAtMillis() <= lived * (long) SECOND)
        .count();
  }

  private Ended shortest(long aboveMillis, boolean onlyRepeated) {
    Ended shortest = null;
    for (Ended one : ended) {
      if (one.fate.isDeath()
          && one.deadAtMillis() > aboveMillis
          && (shortest == null || one.deadAtMillis() < shortest.deadAtMillis())
          && (!onlyRepeated || isRepeated(one))) {
        shortest = one;
      }
    }
    return shortest;
  }

  private int longestLife(long belowMillis) {
    int longest = 0;
    for (Ended one : ended) {
      if (one.hasLived() && one.idle * (long) SECOND < belowMillis) {
        longest = Math.max(longest, one.idle);
      }
    }
    return longest;
  }

  private boolean isRepeated(Ended death) {
    int same = 0;
    int survived = 0;
    for (Ended one : ended) {
      if (one.fate.isDeath() && isSame(one, death)) {
        same++;
      }
      if (one.hasLived() && one.idle == death.idle && !death.isUnasked()) {
        survived++;
      }
    }
    return same > 1 && same > survived;
  }

  private static boolean isSame(Ended one, Ended other) {
    if (one.isUnasked() != other.isUnasked()) {
      return false;
    }
    if (!one.isUnasked()) {
      return one.idle == other.idle;
    }
    long apart = Math.abs(one.afterMillis - other.afterMillis);
    return apart <= Math.max(SECOND, other.afterMillis * SAME_LIMIT);
  }
}
