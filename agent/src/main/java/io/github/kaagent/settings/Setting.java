package io.github.kaagent.settings;

/** One line of what is in force, for people: a key, its value, and where that came from. */
public final class Setting {

  /** The origin of what nobody gave. */
  public static final String DEFAULT = "default";

  private final String key;
  private final String value;
  private final String origin;

  /** As it was written. */
  public Setting(String key, String value, String origin) {
    this.key = key;
    this.value = value;
    this.origin = origin;
  }

  /** The argument's name, such as {@code idle}. */
  public String key() {
    return key;
  }

  /** The text that was given, or what its absence amounts to ({@code everything}). */
  public String value() {
    return value;
  }

  /** {@code argument}, {@code file:line}, {@code environment} or {@link #DEFAULT}. */
  public String origin() {
    return origin;
  }
}
