package io.github.kaagent.settings;

/** How socket options are passed to the kernel. */
public enum Backend {
  /** The JDK's own native methods, or jnr-ffi where those are not available. */
  AUTO,
  /** Only the JDK's own native methods. */
  JDK,
  /** Only jnr-ffi. */
  NATIVE;

  // Not valueOf; Mode.of says why.
  static Backend of(String word) {
    for (Backend backend : values()) {
      if (backend.name().equalsIgnoreCase(word)) {
        return backend;
      }
    }
    throw new IllegalArgumentException(word);
  }
}
