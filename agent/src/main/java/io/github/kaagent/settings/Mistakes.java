package io.github.kaagent.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The lines for what is wrong in a text: one line a mistake, with key, value and what is allowed.
 */
final class Mistakes {

  private static final int LONGEST = 80;

  /** What somebody reads; ten thousand commas are one mistake, or at most twenty. */
  private static final int MOST = 20;

  private Mistakes() {}

  /** The first of them, and how many more there are. */
  static List<String> bounded(List<String> mistakes) {
    int more = mistakes.size() - MOST;
    if (more <= 0) {
      return mistakes;
    }
    List<String> bounded = new ArrayList<>(mistakes.subList(0, MOST));
    bounded.add("ka-agent: and " + more + (more == 1 ? " more mistake" : " more mistakes"));
    return bounded;
  }

  static String line(String place, String given, String what) {
    return "ka-agent: " + place + shown(given) + ": " + what;
  }

  static String noValue(String place, String key) {
    if (key.isEmpty()) {
      return line(place, ",", "an argument is missing beside a comma; write key=value,key=value");
    }
    Argument argument = Argument.of(key);
    return argument == null
        ? line(place, key, "not key=value; " + meant(key))
        : line(place, key, "has no value; allowed: " + argument.allowed());
  }

  static String unknownKey(String place, String key, String text) {
    return line(place, key + "=" + text, "unknown key; " + meant(key));
  }

  static String ruleOutsideFile(String place, String key, String text) {
    return line(place, key + "=" + text, "rules stand in a file; name it with config=FILE");
  }

  static String notARule(String place, String key, String text) {
    return line(
        place,
        key + "=" + text,
        "allowed: rule.NAME.KEY, NAME of letters, digits, - and _, other than " + Policy.GLOBAL);
  }

  static String unknownRuleKey(String place, String key, String wholeKey, String text) {
    String[] keys = {"to", "idle", "intvl", "cnt", "user_timeout", "mode"};
    return line(place, wholeKey + "=" + text, "unknown key of a rule; " + meant(key, keys));
  }

  static String ruleWithoutTo(String place, String name) {
    return line(
        place, "rule." + name, "has no rule." + shown(name) + ".to, the patterns that it is for");
  }

  static String notAllowed(String place, String key, String text, Argument argument) {
    String word = word(text, argument);
    String what =
        text.isEmpty() ? "has no value; " : word == null ? "" : "did you mean " + word + "? ";
    return line(place, key + "=" + text, what + "allowed: " + argument.allowed());
  }

  /** The word that was meant, or null if none is near. */
  private static String word(String text, Argument argument) {
    String word = otherWord(text);
    return argument.isWord(word) ? word : Nearest.of(text, argument.words());
  }

  /** What others say in place of on and off. */
  private static String otherWord(String text) {
    switch (text.toLowerCase(Locale.ROOT)) {
      case "true":
      case "yes":
      case "1":
        return "on";
      case "false":
      case "no":
      case "none":
      case "of":
      case "0":
        return "off";
      default:
        return "";
    }
  }

  static String notAPattern(String place, String pattern, String what) {
    String direction = pattern.substring(0, Math.max(0, pattern.indexOf(':')));
    String rest = pattern.substring(direction.length());
    String meant = Nearest.of(direction, "in", "out");
    // Where ports follow it is a host; and where it is right, something else is wrong.
    boolean wrong =
        meant != null && !meant.equals(direction) && !Host.consistsOf(rest, ":-0123456789");
    return line(
        place,
        pattern,
        wrong
            ? "did you mean "
                + meant
                + ":? allowed before the colon: in, out, or a HOST, if PORTS follow"
            : what);
  }

  static String twice(String place, String key, String text, String first) {
    return line(place, key + "=" + text, "given twice (first: " + first + "); allowed: once");
  }

  static String autoWithoutNumbers(String place) {
    return line(
        place,
        "user_timeout=auto",
        "needs idle, intvl and cnt as numbers; with system write user_timeout in milliseconds");
  }

  static String autoTooLong(String place, long millis) {
    return line(
        place,
        "user_timeout=auto",
        "(idle + intvl * cnt) * 1000 = " + millis + " is above " + Integer.MAX_VALUE);
  }

  private static String meant(String key) {
    Argument[] arguments = Argument.values();
    String[] keys = new String[arguments.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = arguments[i].key();
    }
    return meant(key, keys);
  }

  /** The key that was meant, if one is near; or all there are. */
  private static String meant(String key, String... keys) {
    String nearest = Nearest.of(key, keys);
    if (nearest == null) {
      return "allowed: " + String.join(", ", keys);
    }
    Argument argument = Argument.of(nearest);
    String allowed = argument == null ? "" : " allowed: " + argument.allowed();
    return "did you mean " + nearest + "?" + allowed;
  }

  /** On one line, and not too long for it. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST; i++) {
      char c = text.charAt(i);
      shown.append(
          Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR ? '?' : c);
    }
    return text.length() > LONGEST ? shown + "..." : shown.toString();
  }
}
