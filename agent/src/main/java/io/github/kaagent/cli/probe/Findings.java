package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the connections that have ended say together. A loss counts once it has been repeated.
 * Immutable.
 */
final class Findings {

  /** Two losses by the other end's clock are the same limit if they are no further apart. */
  private static final double SAME_LIMIT = 0.2;

  private final List<ProbeResult> ended;

  /** The longest silence, in seconds, that was survived and isn't beyond a sure loss; or 0. */
  final int lived;

  final ProbeResult
      died; // the shortest loss beyond that, seen once or more often; null if there is none
  final boolean isSure; // whether that loss was seen more than once, and so counts

  Findings(List<ProbeResult> ended) {
    this.ended = new ArrayList<>(ended);
    Comparator<ProbeResult> byTime = Comparator.comparingLong(ProbeResult::deadAtMillis);
    ProbeResult sure = those(one -> one.fate.isDeath() && isRepeated(one)).min(byTime).orElse(null);
    long end = sure == null ? Long.MAX_VALUE : sure.deadAtMillis();
    int longest =
        those(one -> one.hasLived() && one.idle * 1000L < end)
            .mapToInt(one -> one.idle)
            .max()
            .orElse(0);
    lived = longest;
    died =
        those(one -> one.fate.isDeath() && one.deadAtMillis() > longest * 1000L)
            .min(byTime)
            .orElse(null);
    isSure = died != null && isRepeated(died);
  }

  private Stream<ProbeResult> those(Predicate<ProbeResult> wanted) {
    return ended.stream().filter(wanted);
  }

  /** The first that ended so; null if none did. */
  ProbeResult first(Fate fate) {
    return those(one -> one.fate == fate).findFirst().orElse(null);
  }

  /** Losses that do not count: not repeated, and a longer silence was survived. */
  long accidents() {
    return those(
            one -> one.fate.isDeath() && !one.hasLived() && one.deadAtMillis() <= lived * 1000L)
        .count();
  }

  private boolean isRepeated(ProbeResult death) {
    long same = those(one -> one.fate.isDeath() && isSame(one, death)).count();
    long survived =
        those(one -> one.hasLived() && one.idle == death.idle && !death.isUnasked()).count();
    return same > 1 && same > survived;
  }

  private static boolean isSame(ProbeResult one, ProbeResult other) {
    long apart = Math.abs(one.afterMillis - other.afterMillis);
    return one.isUnasked() == other.isUnasked()
        && (one.isUnasked()
            ? apart <= Math.max(1000, other.afterMillis * SAME_LIMIT)
            : one.idle == other.idle);
  }
}
