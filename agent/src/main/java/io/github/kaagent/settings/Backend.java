package io.github.kaagent.settings;

/** By which way an option reaches the kernel. */
public enum Backend {
  /** The JDK's own API, and native calls for what that cannot do. */
  AUTO,
  /** The JDK's own API alone. */
  JDK,
  /** Native calls alone. */
  NATIVE
}
