package io.github.kaagent.settings;

import java.util.List;

/** A text for each argument, and where it came from. */
final class Values {

  private final String[] texts = new String[Argument.COUNT];
  private final String[] origins = new String[Argument.COUNT];

  /**
   * Reads {@code key=value,key=value}.
   *
   * @param text may be null
   * @param origin what {@code check} says of these values
   * @param place what mistakes start with
   */
  static Values read(String text, String origin, String place, List<String> mistakes) {
    Values values = new Values();
    if (text == null || text.trim().isEmpty()) {
      return values;
    }
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String pair = text.substring(start, end);
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).trim();
      if (equals < 0) {
        mistakes.add(Mistakes.noValue(place, key));
      } else {
        values.put(key, pair.substring(equals + 1).trim(), origin, place, mistakes);
      }
      start = end + 1;
    }
    return values;
  }

  void put(String key, String text, String origin, String place, List<String> mistakes) {
    Argument argument = Argument.of(key);
    if (argument == null && key.startsWith("rule.")) {
      mistakes.add(Mistakes.ruleOutsideFile(place, key, text));
    } else if (argument == null) {
      mistakes.add(Mistakes.unknownKey(place, key, text));
    } else {
      put(argument, key, text, origin, place, mistakes);
    }
  }

  /**
   * Keeps a value. One that is wrong is a mistake, and the default stands in for it, so that what
   * comes after finds the mistakes that are left.
   *
   * @param key as it was written: {@code rule.NAME.idle} in a rule
   */
  void put(
      Argument argument,
      String key,
      String text,
      String origin,
      String place,
      List<String> mistakes) {
    int i = argument.ordinal();
    boolean accepted = argument.accepts(text);
    if (!accepted) {
      mistakes.add(Mistakes.notAllowed(place, key, text, argument));
    } else if (argument.isPattern()) {
      Pattern.check(text, place + key + "=", mistakes);
    }
    if (origins[i] == null) {
      texts[i] = accepted ? text : argument.standardValue();
      origins[i] = origin;
    } else if (argument.isPattern()) {
      texts[i] += "," + text;
      origins[i] += origins[i].equals(origin) ? "" : ", " + origin;
    } else {
      mistakes.add(Mistakes.twice(place, key, text, origins[i]));
    }
  }

  /** The value as given, or null. */
  String text(Argument argument) {
    return texts[argument.ordinal()];
  }

  /** Where it was given, or null. */
  String origin(Argument argument) {
    return origins[argument.ordinal()];
  }

  /** These values, and for what they leave out those of another. */
  Values over(Values others) {
    Values both = new Values();
    for (int i = 0; i < Argument.COUNT; i++) {
      Values from = texts[i] == null ? others : this;
      both.texts[i] = from.texts[i];
      both.origins[i] = from.origins[i];
    }
    return both;
  }

  static Values defaults() {
    Values values = new Values();
    for (Argument argument : Argument.values()) {
      values.texts[argument.ordinal()] = argument.standardValue();
      values.origins[argument.ordinal()] = "default";
    }
    return values;
  }

  boolean isOn(Argument argument) {
    return "on".equals(text(argument));
  }

  /** The number given, or 0 for a word ({@code system}, {@code off}). */
  int number(Argument argument) {
    return Math.max(0, argument.number(text(argument)));
  }

  /**
   * These values as what is asked of a socket.
   *
   * @param place what a mistake starts with: {@code user_timeout=auto} can be one that shows only
   *     here
   */
  Policy policy(String rule, String place, List<String> mistakes) {
    int idle = number(Argument.IDLE);
    int intvl = number(Argument.INTVL);
    int cnt = number(Argument.CNT);
    int userTimeout = number(Argument.USER_TIMEOUT);
    if (text(Argument.USER_TIMEOUT).equals("auto")) {
      long millis = (idle + (long) intvl * cnt) * 1000;
      if (idle == Policy.SYSTEM || intvl == Policy.SYSTEM || cnt == Policy.SYSTEM) {
        mistakes.add(Mistakes.autoWithoutNumbers(place));
      } else if (millis > Integer.MAX_VALUE) {
        mistakes.add(Mistakes.autoTooLong(place, millis));
      }
      userTimeout = (int) Math.min(millis, Integer.MAX_VALUE);
    }
    return new Policy(rule, Mode.of(text(Argument.MODE)), idle, intvl, cnt, userTimeout);
  }
}
