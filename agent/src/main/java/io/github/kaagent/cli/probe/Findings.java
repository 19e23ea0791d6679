package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the connections that have ended say together. A loss counts once it has been repeated. */
final class Findings {

  /** Two losses by the other end's clock are the same limit if they are no further apart. */
  private static final double SAME_LIMIT = 0.2;

  private final List<Ended> ended;
  private final int lived;
  private final Ended died;
  private final boolean repeated;

  Findings(List<Ended> ended) {
    this.ended = new ArrayList<>(ended);
    Ended sure = shortest(0, true);
    this.lived = longestLife(sure == null ? Long.MAX_VALUE : sure.deadAtMillis());
    this.died = shortest(lived * 1000L, false);
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
    return ended.stream()
        .filter(one -> one.fate == fate && one.why != null)
        .map(one -> one.why)
        .findFirst()
        .orElse(null);
  }

  /** Losses that do not count: not repeated, and a longer silence was survived. */
  long accidents() {
    return ended.stream()
        .filter(one -> one.fate.isDeath() && !one.hasLived() && one.deadAtMillis() <= lived * 1000L)
        .count();
  }

  private Ended shortest(long aboveMillis, boolean onlyRepeated) {
    return ended.stream()
        .filter(one -> one.fate.isDeath() && one.deadAtMillis() > aboveMillis)
        .filter(one -> !onlyRepeated || isRepeated(one))
        .min(Comparator.comparingLong(Ended::deadAtMillis))
        .orElse(null);
  }

  private int longestLife(long belowMillis) {
    return ended.stream()
        .filter(one -> one.hasLived() && one.idle * 1000L < belowMillis)
        .mapToInt(one -> one.idle)
        .max()
        .orElse(0);
  }

  private boolean isRepeated(Ended death) {
    long same = ended.stream().filter(one -> one.fate.isDeath() && isSame(one, death)).count();
    long survived =
        ended.stream()
            .filter(one -> one.hasLived() && one.idle == death.idle && !death.isUnasked())
            .count();
    return same > 1 && same > survived;
  }

  private static boolean isSame(Ended one, Ended other) {
    long apart = Math.abs(one.afterMillis - other.afterMillis);
    return one.isUnasked() == other.isUnasked()
        && (one.isUnasked()
            ? apart <= Math.max(1000, other.afterMillis * SAME_LIMIT)
            : one.idle == other.idle);
  }
}
