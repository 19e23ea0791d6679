package io.github.kaagent.settings;

import java.util.List;

/** The lines of a config file that are one rule's, on their way to a {@link Rule}. */
final class RuleText {

  private final String name;
  private final String firstLine;
  private final Values own = new Values();
  private String to;
  private String toOrigin;

  RuleText(String name, String firstLine) {
    this.name = name;
    this.firstLine = firstLine;
  }

  /**
   * Keeps a value.
   *
   * @param key its last part, {@code idle}
   * @param wholeKey as it was written, {@code rule.NAME.idle}
   */
  void put(String key, String wholeKey, String text, String origin, List<String> mistakes) {
    String place = origin + ": ";
    Argument argument = Argument.of(key);
    if (key.equals("to")) {
      putTo(wholeKey, text, origin, mistakes);
    } else if (argument != null && argument.ofRules()) {
      own.put(argument, wholeKey, text, origin, place, mistakes);
    } else {
      mistakes.add(Mistakes.unknownRuleKey(place, key, wholeKey, text));
    }
  }

  private void putTo(String key, String text, String origin, List<String> mistakes) {
    String place = origin + ": ";
    if (toOrigin != null) {
      mistakes.add(Mistakes.twice(place, key, text, toOrigin));
    } else if (text.isEmpty()) {
      mistakes.add(Mistakes.notAllowed(place, key, text, Argument.ONLY));
    } else {
      Pattern.check(text, place + key + "=", mistakes);
    }
    if (toOrigin == null) {
      to = text;
      toOrigin = origin;
    }
  }

  Rule over(Values global, List<String> mistakes) {
    if (toOrigin == null) {
      mistakes.add(Mistakes.ruleWithoutTo(firstLine + ": ", name));
    }
    Policy policy = own.over(global).policy(name, firstLine + ": rule." + name + ": ", mistakes);
    return new Rule(to, toOrigin, own, policy);
  }
}
