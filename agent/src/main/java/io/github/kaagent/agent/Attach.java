package io.github.kaagent.agent;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.log.Log;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.status.Version;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.time.Instant;

/** The command {@code attach} in the target JVM: starts the agent or changes its settings. */
final class Attach {

  private Attach() {}

  /**
   * Starts the agent or changes its settings, and covers the open sockets. If it throws, this is
   * only half done, and the caller has to restore the earlier state.
   *
   * @param arguments the whole configuration; what they leave out is the default again
   * @param before the agent's state before this command
   */
  static Answer answer(String arguments, Snapshot before, Instrumentation instrumentation) {
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    Settings settings = parsed.settings;
    if (settings == null) {
      return new Answer(
          2,
          Version.text(),
          "nothing is changed, the arguments are wrong\n" + String.join("\n", parsed.mistakes));
    }
    KeepAlive agent = Snapshot.start(settings, "attached at " + Instant.now(), instrumentation);
    Enforcement enforcement = agent.enforcement();
    String announcement = settings.announcement();
    String covered = "";
    int status = 0;
    if (settings.existing) {
      try {
        covered = "; " + enforcement.openConnections().cover(before.settings);
      } catch (IOException | RuntimeException | LinkageError why) {
        covered = "; open sockets are not covered, or not all: " + why.getMessage();
        status = 1;
      }
    }
    agent.sweep(!settings.existing);
    enforcement.enforcer.saidWhatIsEnforced();
    Log.info((before.settings == null ? "attached: " : "changed: ") + announcement + covered);
    StringBuilder text = new StringBuilder(announcement).append(covered);
    for (String warning : parsed.warnings) {
      Log.warn(warning);
      text.append("\nka-agent: warning: ").append(warning);
    }
    return new Answer(status, Version.text(), text.toString());
  }
}
