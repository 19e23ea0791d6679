package io.github.kaagent.settings;

/** An argument's value as it was written, and where it came from. */
public final class Setting {

  /** The origin of a value that was not given. */
  public static final String DEFAULT = "default";

  /** The text as it was given, or what applies without one (such as {@code everything}). */
  public final String value;

  /** {@code argument}, {@code file:line}, {@code environment} or {@link #DEFAULT}. */
  public final String origin;

  /** A value as it was written, and its origin. */
  public Setting(String value, String origin) {
    this.value = value;
    this.origin = origin;
  }

  /** Whether it was given, rather than left to its default. */
  public boolean isGiven() {
    return !origin.equals(DEFAULT);
  }
}
