package io.github.kaagent.settings;

/** An argument's value as it was written, and where that came from. */
public final class Setting {

  /** The origin of what nobody gave. */
  public static final String DEFAULT = "default";

  /** The text that was given, or what its absence amounts to ({@code everything}). */
  public final String value;

  /** {@code argument}, {@code file:line}, {@code environment} or {@link #DEFAULT}. */
  public final String origin;

  /** As it was written. */
  public Setting(String value, String origin) {
    this.value = value;
    this.origin = origin;
  }

  /** Whether anybody gave it. */
  public boolean isGiven() {
    return !origin.equals(DEFAULT);
  }
}
