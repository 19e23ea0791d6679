package io.github.kaagent.attach;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.util.ArrayList;
import java.util.List;

/** The result of a command that was run as a user would type it. */
record Command(int status, String out, String err) {

  /** Runs {@code java -jar ka-agent.jar WORDS} with the JDK that runs the tests. */
  static Command run(String... words) throws Exception {
    return run(Jdks.current(), List.of(), words);
  }

  /** Runs it with another JDK, and with options for its JVM. */
  static Command run(Jdk jdk, List<String> options, String... words) throws Exception {
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-jar", ChildJvm.jar().toString()));
    arguments.addAll(List.of(words));
    try (ChildJvm child = ChildJvm.start(jdk, arguments.toArray(String[]::new))) {
      int status = child.exitStatus();
      return new Command(status, String.join("\n", child.out()), String.join("\n", child.err()));
    }
  }
}
