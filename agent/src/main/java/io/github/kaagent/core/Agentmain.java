package io.github.kaagent.core;

import java.lang.instrument.Instrumentation;
import java.util.function.BiFunction;

/** Entered when the agent is attached to a JVM that runs. */
public final class Agentmain implements BiFunction<String, Instrumentation, Boolean> {

  /**
   * Does what the attaching command asks for.
   *
   * @param arguments as the command has sent them, or null
   * @return whether the agent runs
   */
  @Override
  public Boolean apply(String arguments, Instrumentation instrumentation) {
    return new Premain().apply(arguments, instrumentation);
  }
}
