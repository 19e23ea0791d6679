package io.github.kaagent.settings;

/** By which way an option reaches the kernel. */
public enum Backend {
  /** The JDK's own means, and jnr-ffi for what they cannot do. */
  AUTO("auto"),
  /** The JDK's own means alone. */
  JDK("jdk"),
  /** jnr-ffi alone. */
  NATIVE("native");

  private final String word;

  Backend(String word) {
    this.word = word;
  }

  // Not valueOf, for the reason that Mode.of gives.
  static Backend of(String word) {
    for (Backend backend : values()) {
      if (backend.word.equals(word)) {
        return backend;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
