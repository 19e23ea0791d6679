package io.github.kaagent.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Words the mistakes in a text: one line each, with the key, the value, and what is allowed. */
final class Mistakes {

  /** The origin of a text that is not a line of a file. */
  static final String ARGUMENT = "argument";

  static final String ENVIRONMENT = "environment";

  private static final int MAX_LENGTH = 80;

  /** Nobody reads more lines, and ten thousand commas would be as many mistakes. */
  private static final int MAX_LINES = 20;

  // What other programs take for on and off.
  private static final List<String> ON = Arrays.asList("true", "yes", "1");
  private static final List<String> OFF = Arrays.asList("false", "no", "none", "of", "0");

  private Mistakes() {}

  /** The first {@value #MAX_LINES} mistakes, and a line that counts the others. */
  static List<String> bounded(List<String> mistakes) {
    int more = mistakes.size() - MAX_LINES;
    if (more <= 0) {
      return mistakes;
    }
    List<String> bounded = new ArrayList<>(mistakes.subList(0, MAX_LINES));
    bounded.add("ka-agent: and " + more + (more == 1 ? " more mistake" : " more mistakes"));
    return bounded;
  }

  static String line(String origin, String given, String problem) {
    String place = origin.equals(ENVIRONMENT) ? "KA_AGENT_OPTS: " : origin + ": ";
    return "ka-agent: " + (origin.equals(ARGUMENT) ? "" : place) + shown(given) + ": " + problem;
  }

  static String noValue(String origin, String key) {
    if (key.isEmpty()) {
      return line(origin, ",", "an argument is missing beside a comma; write key=value,key=value");
    }
    Argument argument = Argument.of(key);
    return argument == null
        ? line(origin, key, "not key=value; " + meant(key, keys()))
        : line(origin, key, "has no value; allowed: " + argument.allowed());
  }

  static String unknownKey(String origin, String key, String text) {
    boolean isRule = key.startsWith("rule.");
    String what = isRule ? "rules stand in a file; name it with config=FILE" : "unknown key; ";
    return line(origin, key + "=" + text, isRule ? what : what + meant(key, keys()));
  }

  static String notAllowed(String origin, String key, String text, Argument argument) {
    String word = word(text, argument);
    String meant = word == null ? "" : "did you mean " + word + "? ";
    String what = text.isEmpty() ? "has no value; " : meant;
    return line(origin, key + "=" + text, what + "allowed: " + argument.allowed());
  }

  /** The allowed word that was probably meant; null if none is similar. */
  private static String word(String text, Argument argument) {
    String lower = text.toLowerCase(Locale.ROOT);
    String word = ON.contains(lower) ? "on" : "off";
    return argument.isWord(word) && (ON.contains(lower) || OFF.contains(lower))
        ? word
        : NearestWord.of(text, argument.words());
  }

  static String notAPattern(String origin, String key, String pattern, String problem) {
    String direction = pattern.substring(0, Math.max(0, pattern.indexOf(':')));
    String rest = pattern.substring(direction.length());
    String meant = NearestWord.of(direction, "in", "out");
    // If ports follow, it is a host; if it is spelt right, the mistake is elsewhere.
    boolean isHost = NetworkParser.consistsOf(rest, ":-0123456789");
    boolean isDirection = meant != null && !meant.equals(direction) && !isHost;
    String hint = ":? allowed before the colon: in, out, or a HOST, if PORTS follow";
    return line(
        origin, key + "=" + pattern, isDirection ? "did you mean " + meant + hint : problem);
  }

  /** Names the key that was probably meant, or lists all keys if none is similar. */
  static String meant(String key, List<String> keys) {
    String nearest = NearestWord.of(key, keys.toArray(new String[0]));
    if (nearest == null) {
      return "allowed: " + String.join(", ", keys);
    }
    Argument argument = Argument.of(nearest);
    String allowed = argument == null ? "" : " allowed: " + argument.allowed();
    return "did you mean " + nearest + "?" + allowed;
  }

  private static List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (Argument argument : Argument.ALL) {
      keys.add(argument.key);
    }
    return keys;
  }

  /** The text on one line: without line breaks, and cut after {@value #MAX_LENGTH} characters. */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX_LENGTH; i++) {
      char c = text.charAt(i);
      boolean isBreak = Character.isISOControl(c) || c == '\u2028' || c == '\u2029'; // of lines
      shown.append(isBreak ? '?' : c);
    }
    return text.length() > MAX_LENGTH ? shown + "..." : shown.toString();
  }
}
