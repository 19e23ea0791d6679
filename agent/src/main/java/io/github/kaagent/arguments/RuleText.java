package io.github.kaagent.arguments;

import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Rule;
import io.github.kaagent.settings.Setting;
import io.github.kaagent.settings.SocketPattern;
import java.util.Collections;
import java.util.List;

/** The lines of a config file that are one rule's, on their way to a {@link Rule}. */
final class RuleText {

  private final String name;
  private final String firstLine;
  private final ArgumentValues own = new ArgumentValues();

  /** Null until it is met. */
  private Setting to;

  private List<SocketPattern> patterns = Collections.emptyList();

  RuleText(String name, String firstLine) {
    this.name = name;
    this.firstLine = firstLine;
  }

  /** Keeps a value; its key is {@code idle}, and {@code rule.NAME.idle} as it was written. */
  void put(String key, String wholeKey, String text, String origin, List<String> mistakes) {
    String place = origin + ": ";
    Argument argument = Argument.of(key);
    if (key.equals("to")) {
      putTo(wholeKey, text, origin, mistakes);
    } else if (Argument.OF_RULES.contains(argument)) {
      own.put(argument, wholeKey, text, origin, place, mistakes);
    } else {
      mistakes.add(Mistakes.unknownRuleKey(place, key, wholeKey, text));
    }
  }

  private void putTo(String key, String text, String origin, List<String> mistakes) {
    String place = origin + ": ";
    if (to != null) {
      mistakes.add(Mistakes.twice(place, key, text, to.origin()));
      return;
    }
    to = new Setting("to", text, origin);
    if (text.isEmpty()) {
      mistakes.add(Mistakes.notAllowed(place, key, text, Argument.ONLY));
    } else {
      patterns = PatternParser.parse(text, place + key + "=", mistakes);
    }
  }

  /** The rule, with the globals for what it leaves out. */
  Rule over(ArgumentValues global, List<String> mistakes) {
    if (to == null) {
      mistakes.add(Mistakes.ruleWithoutTo(firstLine + ": ", name));
    }
    Policy policy = own.over(global).policy(name, firstLine + ": rule." + name + ": ", mistakes);
    return new Rule(patterns, policy, to, own.given());
  }
}
