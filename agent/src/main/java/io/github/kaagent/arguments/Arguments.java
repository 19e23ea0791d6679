package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.settings.SocketPattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the agent's arguments were parsed to: settings, or mistakes. Immutable. */
public final class Arguments {

  /** The settings; null if there is a mistake. */
  public final Settings settings;

  /**
   * The mistakes, one line each, starting with {@code ka-agent: }. At most twenty are listed, and
   * one more line counts the others. Empty if there are none.
   */
  public final List<String> mistakes;

  /** Warnings of unwise values, one line each, without a prefix; empty if there are mistakes. */
  public final List<String> warnings;

  /** Whether {@code strict=on} was given, even among mistakes, which must then end the JVM. */
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
   * Parses arguments, the {@code config} file that they name, and an environment variable. The
   * first of the three that has a value wins, then the default. Wrong text never causes an
   * exception: all of its mistakes are collected.
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

  /** The patterns of a value that is known to be right; an empty list if none was given. */
  static List<SocketPattern> patterns(Setting given) {
    return given.isGiven()
        ? PatternParser.parse(given.value, "", given.origin, new ArrayList<String>())
        : Collections.<SocketPattern>emptyList();
  }

  /** Does not load the class {@link Warnings} for common values that cause no warning. */
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
