package io.github.kaagent.containers;

import io.github.kaagent.it.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a command printed, and how it ended. */
public record Output(int status, List<String> out, List<String> err) {

  /** Of one that is running; awaits its end. */
  static Output of(ChildJvm child) {
    int status = child.exitStatus();
    return new Output(status, child.out(), child.err());
  }

  /** Runs it. */
  public static Output of(String... command) throws IOException {
    try (ChildJvm child = ChildJvm.run(List.of(command), Map.of())) {
      child.endInput();
      return of(child);
    }
  }
}
