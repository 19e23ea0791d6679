package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What all ended connections together show. A loss counts once it is repeated. Immutable. */
final class Findings {

  /** Two losses by the other end's clock show the same limit if they differ by no more. */
  private static final double SAME_LIMIT = 0.2;

  private final List<ProbeResult> ended;

  /** The longest survived silence in seconds that is shorter than every sure loss; or 0. */
  final int lived;

  /** The shortest loss beyond {@link #lived}, repeated or not; null if there is none. */
  final ProbeResult died;

  final boolean isSure; // whether that loss was repeated, and so counts

  Findings(List<ProbeResult> ended) {
    this.ended = new ArrayList<>(ended);
    Comparator<ProbeResult> byTime = Comparator.comparingLong(ProbeResult::deadAtMillis);
    ProbeResult sure =
        results(one -> one.fate.isDeath() && isRepeated(one)).min(byTime).orElse(null);
    long end = sure == null ? Long.MAX_VALUE : sure.deadAtMillis();
    lived =
        results(one -> one.hasLived() && one.idle * 1000L < end)
            .mapToInt(one -> one.idle)
            .max()
            .orElse(0);
    died =
        results(one -> one.fate.isDeath() && one.deadAtMillis() > this.lived * 1000L)
            .min(byTime)
            .orElse(null);
    isSure = died != null && isRepeated(died);
  }

  private Stream<ProbeResult> results(Predicate<ProbeResult> wanted) {
    return ended.stream().filter(wanted);
  }

  /** The first connection with this fate; null if there is none. */
  ProbeResult first(Fate fate) {
    return results(one -> one.fate == fate).findFirst().orElse(null);
  }

  /** How many losses do not count: not repeated, and a longer silence was survived. */
  long accidents() {
    return results(
            one -> one.fate.isDeath() && !one.hasLived() && one.deadAtMillis() <= lived * 1000L)
        .count();
  }

  private boolean isRepeated(ProbeResult death) {
    long same = results(one -> one.fate.isDeath() && isSame(one, death)).count();
    long survived =
        results(one -> one.hasLived() && one.idle == death.idle && !death.isUnasked()).count();
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
