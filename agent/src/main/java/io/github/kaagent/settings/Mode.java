package io.github.kaagent.settings;

import java.util.Locale;

/** Whose value wins when the application sets an option itself. */
public enum Mode {
  /** The agent's values, always. */
  ENFORCE,
  /** Keepalive is always on; a time that the application set is kept where it is shorter. */
  CAP,
  /** The agent sets only what the application has not set. */
  DEFAULT,
  /** Sockets are only counted, and never changed. */
  REPORT;

  /** The mode with this name, ignoring case; IllegalArgumentException if there is none. */
  public static Mode of(String word) {
    // Not valueOf: its first call uses reflection, which costs 50 ms on JDK 18 and later (JEP 416).
    for (Mode mode : values()) {
      if (mode.name().equalsIgnoreCase(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }

  /** The mode's name as it is written in arguments, such as {@code enforce}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
