package io.github.kaagent.attach;

import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.List;
import java.util.Set;

/** The JDKs that are attached to: those of 8, 17 and 25 that are here, or the one there is. */
final class Targets {

  private static final Set<Integer> FEATURES = Set.of(8, 17, 25);

  private Targets() {}

  static List<Jdk> jdks() {
    List<Jdk> found = Jdks.all().stream().filter(jdk -> FEATURES.contains(jdk.feature())).toList();
    return found.isEmpty() ? List.of(Jdks.current()) : found;
  }
}
