package io.github.kaagent.programs;

import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JVMs' ends of connections, with the values that the kernel has. */
record Ends(List<KernelSockets.Row> rows) {

  /** The agent's arguments: values that no program or machine has by itself. */
  static final String ARGUMENTS = "idle=61,intvl=7,cnt=5";

  private static final String COVERED = "1/61/7/5";

  static Ends of(List<Long> pids) throws IOException {
    List<KernelSockets.Row> rows = new ArrayList<>();
    for (long pid : pids) {
      KernelSockets.of(pid).stream()
          .filter(row -> row.remote() != null && row.state() == State.ESTABLISHED)
          .forEach(rows::add);
    }
    return new Ends(rows);
  }

  /** Those of these ends whose other end is among the others. */
  Ends facing(Ends others) {
    return new Ends(
        rows.stream()
            .filter(
                row ->
                    others.rows.stream()
                        .anyMatch(
                            other ->
                                row.local().equals(other.remote())
                                    && row.remote().equals(other.local())))
            .toList());
  }

  int size() {
    return rows.size();
  }

  List<String> uncovered() {
    return rows.stream()
        .filter(row -> !row.values().equals(COVERED))
        .map(row -> row.local() + "->" + row.remote() + " " + row.values())
        .toList();
  }
}
