package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.github.kaagent.it.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What a command printed, and how it ended. */
public record Output(int status, List<String> out, List<String> err) {

  /** The output of a running command; waits for its end. */
  static Output of(ChildJvm child) {
    int status = child.exitStatus();
    return new Output(status, child.out(), child.err());
  }

  /** Runs a command. */
  public static Output of(String... command) throws IOException {
    try (ChildJvm child = ChildJvm.run(List.of(command), Map.of())) {
      child.endInput();
      return of(child);
    }
  }

  /** Runs a command, which must exit with 0. */
  public static Output done(String... command) throws IOException {
    Output output = of(command);
    assertEquals(0, output.status, output::toString);
    return output;
  }

  /** The last line of standard output; there must be one. */
  public String last() {
    assertFalse(out.isEmpty(), this::toString);
    return out.get(out.size() - 1);
  }
}
