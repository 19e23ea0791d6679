package io.github.kaagent.lab;

import io.github.kaagent.it.ChildJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * How and when a connection's wait ended, by the machine's clock: a line of {@code
 * programs.lab.Asks}.
 */
record Outcome(String kind, long at, String what) {

  private static final String ANSWERED = "answered ";

  static Outcome parse(String line) {
    String[] parts = line.split("\\|", 3);
    return new Outcome(parts[0], Long.parseLong(parts[1]), parts[2]);
  }

  /** Waits for an outcome of each of these kinds; returns them in the order of the kinds. */
  static List<Outcome> await(ChildJvm child, List<String> kinds) {
    List<String> starts = kinds.stream().map(kind -> kind + "|").toList();
    TreeMap<Integer, Outcome> outcomes = new TreeMap<>();
    while (outcomes.size() < kinds.size()) {
      Outcome outcome = parse(child.awaitLine(starts));
      outcomes.put(kinds.indexOf(outcome.kind()), outcome);
    }
    return new ArrayList<>(outcomes.values());
  }

  boolean isAnswer() {
    return what.startsWith(ANSWERED);
  }
}
