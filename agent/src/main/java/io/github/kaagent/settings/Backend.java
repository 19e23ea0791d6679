package io.github.kaagent.settings;

/** By which way an option reaches the kernel. */
public enum Backend {
  /** The JDK's own means, and jnr-ffi for what they cannot do. */
  AUTO,
  /** The JDK's own means alone. */
  JDK,
  /** jnr-ffi alone. */
  NATIVE;

  // Not valueOf, for the reason that Mode.of gives.
  static Backend of(String word) {
    for (Backend backend : values()) {
      if (backend.name().equalsIgnoreCase(word)) {
        return backend;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
