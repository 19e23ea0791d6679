package io.github.kaagent.agent;

import io.github.kaagent.arguments.Arguments;
import io.github.kaagent.log.Log;
import io.github.kaagent.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.BiFunction;

/** Entry point before main: starts the agent, or prints what is wrong with its arguments. */
public final class Premain implements BiFunction<String, Instrumentation, Boolean> {

  /**
   * Starts the agent, or changes its settings if it runs already: the last {@code -javaagent} wins.
   *
   * @param arguments as on the command line, or null
   * @return whether the agent runs
   */
  @Override
  public Boolean apply(String arguments, Instrumentation instrumentation) {
    Arguments parsed = Arguments.parse(arguments, System.getenv("KA_AGENT_OPTS"));
    Settings settings = parsed.settings;
    if (settings != null) {
      KeepAlive agent = KeepAlive.start(settings, KeepAlive.AT_START, instrumentation);
      if (agent.feature == 8) {
        AgentProperties.publishVersion(instrumentation);
      }
      agent.coverSocketsOpenedBefore();
      agent.sweep(!settings.existing);
      List<String> warnings = parsed.warnings;
      for (int i = 0; i < warnings.size(); i++) {
        Log.warn(warnings.get(i));
      }
    } else {
      List<String> mistakes = parsed.mistakes;
      for (int i = 0; i < mistakes.size(); i++) {
        System.err.println(mistakes.get(i));
      }
      if (parsed.strict) {
        System.exit(1);
      }
    }
    return KeepAlive.running() != null;
  }
}
