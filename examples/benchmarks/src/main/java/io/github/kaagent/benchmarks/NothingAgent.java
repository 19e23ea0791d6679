package io.github.kaagent.benchmarks;

import java.lang.instrument.Instrumentation;

/** The least that an agent can cost. */
public final class NothingAgent {

  private NothingAgent() {}

  /** Does nothing. */
  public static void premain(String arguments, Instrumentation instrumentation) {}
}
