package io.github.kaagent.settings;

import java.util.Locale;

/** Who wins when the application has a will of its own. */
public enum Mode {
  /** The agent's values, always. */
  ENFORCE,
  /** Keepalive is on; a timing that the application chose stays where it is shorter. */
  CAP,
  /** Only what the application has not set. */
  DEFAULT,
  /** Nothing is changed, only counted. */
  REPORT;

  /** The mode that the word stands for. */
  public static Mode of(String word) {
    // Not valueOf: its first call is a reflective one, which costs 50 ms on JDK 18 and later (JEP
    // 416).
    for (Mode mode : values()) {
      if (mode.name().equalsIgnoreCase(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }

  /** The word that stands for it in the arguments, such as {@code enforce}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
