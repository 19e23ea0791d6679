package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.settings.SocketPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The agent's arguments, read: the settings that they make, or their mistakes. Immutable. */
public final class Arguments {

  /** The settings; null if there is a mistake. */
  public final Settings settings;

  /**
   * The mistakes of the text, one line each that starts with {@code ka-agent: }, and one for those
   * beyond the twentieth; empty if there is none.
   */
  public final List<String> mistakes;

  /** What is legal and unwise, one line each, without a prefix; empty if there are mistakes. */
  public final List<String> warnings;

  /** True if {@code strict=on} was read, whatever else is wrong: the JVM is to end on a mistake. */
  public final boolean strict;

  private Arguments(ArgumentValues values, List<Rule> rules, List<String> mistakes) {
    Policy global = values.policy(Policy.GLOBAL, Mistakes.ARGUMENT, mistakes);
    strict = values.text("strict").equals("on");
    if (mistakes.isEmpty()) {
      List<SocketPattern> only = patterns(values.settings.get("only"));
      List<SocketPattern> exclude = patterns(values.settings.get("exclude"));
      int sweep = values.number("sweep");
      settings =
          new Settings(
              global, rules, only, exclude, sweep, Collections.unmodifiableMap(values.settings));
      warnings = warnings(settings);
      this.mistakes = mistakes;
    } else {
      settings = null;
      warnings = Collections.emptyList();
      this.mistakes = Mistakes.bounded(mistakes);
    }
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
    ArgumentValues given = ArgumentValues.read(text, Mistakes.ARGUMENT, mistakes);
    ArgumentValues inherited = ArgumentValues.read(environment, Mistakes.ENVIRONMENT, mistakes);
    ArgumentValues values = given.over(inherited);
    Setting config = values.settings.get("config");
    if (config == null) {
      return new Arguments(
          values.over(ArgumentValues.defaults()), Collections.<Rule>emptyList(), mistakes);
    }
    ConfigFile file = new ConfigFile(config, mistakes);
    values = given.over(file.values).over(inherited).over(ArgumentValues.defaults());
    return new Arguments(values, file.rules(values), mistakes);
  }

  /** The patterns of a text without mistakes, or of none. */
  static List<SocketPattern> patterns(Setting given) {
    return given.isGiven()
        ? PatternParser.parse(given.value, "", given.origin, new ArrayList<String>())
        : Collections.<SocketPattern>emptyList();
  }

  /** Without the class of warnings for what everybody uses. */
  private static List<String> warnings(Settings settings) {
    Policy global = settings.global;
    boolean usual =
        global.idle < Warnings.CONNTRACK
            && global.detection() <= Warnings.TWO_HOURS
            && global.userTimeout == Policy.OFF
            && settings.rules.isEmpty();
    return usual
        ? Collections.<String>emptyList()
        : Warnings.of(settings, Policy.SYSTEM, Policy.SYSTEM, Policy.SYSTEM);
  }
}
