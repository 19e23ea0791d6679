package io.github.kaagent.settings;

import java.util.List;

/** What became of a text: settings, or its mistakes. Immutable. */
public final class Parsed {

  private final Settings settings;
  private final List<String> mistakes;
  private final List<String> warnings;
  private final boolean strict;

  Parsed(Settings settings, List<String> mistakes, List<String> warnings, boolean strict) {
    this.settings = settings;
    // Without the class where there is none: each costs half a millisecond of a JVM's start.
    this.mistakes = mistakes.isEmpty() ? mistakes : Mistakes.bounded(mistakes);
    this.warnings = warnings;
    this.strict = strict;
  }

  /** The settings; null if there is a mistake. */
  public Settings settings() {
    return settings;
  }

  /**
   * The mistakes of the text, one line each that starts with {@code ka-agent: }, and one for those
   * beyond the twentieth; empty if there is none.
   */
  public List<String> mistakes() {
    return mistakes;
  }

  /** What is legal and unwise, one line each, without a prefix; empty if there are mistakes. */
  public List<String> warnings() {
    return warnings;
  }

  /** True if {@code strict=on} was read, whatever else is wrong: the JVM is to end on a mistake. */
  public boolean strict() {
    return strict;
  }
}
