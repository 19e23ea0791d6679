package io.github.kaagent.programs;

import io.github.kaagent.programs.Trial.Met;
import io.github.kaagent.programs.Trial.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How logs and exit statuses of a server and its clients differ with the agent from those of all
 * runs without it. What the agent causes, it causes each time: {@code lasting} are the differences
 * of every run with it, and any that name it. {@code passing} are those of only some runs with it,
 * as a late thread causes them.
 */
record Differences(List<String> lasting, List<String> passing) {

  static Differences of(Row server, List<Outcome> without, List<Outcome> with) {
    List<List<String>> seen =
        with.stream().map(outcome -> differences(server, without, outcome)).toList();
    List<String> lasting = new ArrayList<>();
    List<String> passing = new ArrayList<>();
    for (String difference : new TreeSet<>(seen.stream().flatMap(List::stream).toList())) {
      boolean lasts =
          isTheAgents(difference) || seen.stream().allMatch(run -> run.contains(difference));
      (lasts ? lasting : passing).add(difference);
    }
    return new Differences(lasting, passing);
  }

  private static boolean isTheAgents(String difference) {
    return difference.contains("ka-agent") || difference.contains("kaagent");
  }

  private static List<String> differences(Row server, List<Outcome> without, Outcome with) {
    List<String> differences = new ArrayList<>();
    if (server.isJvm()) {
      differences.addAll(with.log().differences(without.stream().map(Outcome::log).toList()));
    }
    if (without.stream().noneMatch(run -> run.exitStatus() == with.exitStatus())) {
      differences.add("exit status " + with.exitStatus());
    }
    with.clients()
        .forEach(
            (name, met) -> {
              List<Met> plain = without.stream().map(run -> run.clients().get(name)).toList();
              met.log().differences(plain.stream().map(Met::log).toList()).stream()
                  .map(line -> name + ": " + line)
                  .forEach(differences::add);
              if (plain.stream().noneMatch(run -> run.exitStatus() == met.exitStatus())) {
                differences.add(name + ": exit status " + met.exitStatus());
              }
            });
    return differences;
  }
}
