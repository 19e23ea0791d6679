package io.github.kaagent.options;

import java.lang.instrument.Instrumentation;

/** Leave to make native calls. On JDK 8 nobody asks for it; src/main/java9 has the other half. */
final class NativeAccess {
  private NativeAccess() {}

  /**
   * Grants native access to jffi's packages of this class's loader, and to nothing else.
   *
   * @param instrumentation may be null
   * @return null if native calls can be made without a warning, or why not and what to set
   */
  @SuppressWarnings("unused")
  static String grant(Instrumentation instrumentation) {
    return null;
  }
}
