package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.settings.SettingsBuilder;
import io.github.kaagent.settings.SocketPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The agent's arguments, read: the settings that they make, or their mistakes. Immutable. */
public final class Arguments {

  private final Settings settings;
  private final List<String> mistakes;
  private final List<String> warnings;
  private final boolean strict;

  private Arguments(
      Settings settings, List<String> mistakes, List<String> warnings, boolean strict) {
    this.settings = settings;
    // Without the class where there is none: each costs half a millisecond of a JVM's start.
    this.mistakes = mistakes.isEmpty() ? mistakes : Mistakes.bounded(mistakes);
    this.warnings = warnings;
    this.strict = strict;
  }

  /**
   * Reads arguments, the {@code config} file that they name, and an environment variable: the first
   * of these that has a value wins, then the default. Never throws for wrong text, and reports all
   * of its mistakes.
   *
   * @param text {@code key=value,key=value}; may be null
   * @param environment the value of KA_AGENT_OPTS, the same grammar; may be null
   */
  public static Arguments parse(String text, String environment) {
    List<String> mistakes = new ArrayList<>();
    ArgumentValues given = ArgumentValues.read(text, "argument", "", mistakes);
    ArgumentValues inherited =
        ArgumentValues.read(environment, "environment", "KA_AGENT_OPTS: ", mistakes);
    ArgumentValues values = given.over(inherited);
    List<Rule> rules = Collections.emptyList();
    String config = values.text(Argument.CONFIG);
    if (config == null) {
      values = values.over(ArgumentValues.defaults());
    } else {
      String place = given.text(Argument.CONFIG) == null ? "KA_AGENT_OPTS: " : "";
      ConfigFile file = ConfigFile.read(config, place, mistakes);
      values = given.over(file.values()).over(inherited).over(ArgumentValues.defaults());
      rules = file.rules(values, mistakes);
    }
    Policy global = values.policy(Policy.GLOBAL, "", mistakes);
    boolean strict = values.isOn(Argument.STRICT);
    if (!mistakes.isEmpty()) {
      return new Arguments(null, mistakes, Collections.<String>emptyList(), strict);
    }
    SettingsBuilder builder = new SettingsBuilder(global);
    builder.rules = rules;
    builder.only = patterns(values.text(Argument.ONLY));
    builder.exclude = patterns(values.text(Argument.EXCLUDE));
    builder.sweep = values.number(Argument.SWEEP);
    builder.existing = values.isOn(Argument.EXISTING);
    builder.jmx = values.isOn(Argument.JMX);
    builder.jfr = values.isOn(Argument.JFR);
    builder.log = values.text(Argument.LOG);
    builder.logFile = values.text(Argument.LOG_FILE);
    builder.options = values.text(Argument.OPTIONS);
    builder.asWritten = Collections.unmodifiableList(values.given());
    Settings settings = builder.build();
    return new Arguments(settings, mistakes, warnings(settings), strict);
  }

  /** The patterns of a text without mistakes, or of none. */
  private static List<SocketPattern> patterns(String text) {
    return text == null
        ? Collections.<SocketPattern>emptyList()
        : PatternParser.parse(text, "", new ArrayList<String>());
  }

  /** Without the class of warnings for what everybody uses. */
  private static List<String> warnings(Settings settings) {
    Policy global = settings.global();
    boolean usual =
        global.idle() < Warnings.CONNTRACK
            && global.detection() <= Warnings.TWO_HOURS
            && global.userTimeout() == Policy.OFF
            && settings.rules().isEmpty();
    return usual
        ? Collections.<String>emptyList()
        : Warnings.of(settings, Policy.SYSTEM, Policy.SYSTEM, Policy.SYSTEM);
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
