package io.github.kaagent.arguments;

import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Setting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A text for each argument, and where it came from. */
final class ArgumentValues {

  /** The value of one is null where it is wrong and has no default. */
  private final Map<Argument, Setting> settings = new HashMap<>();

  /** Reads {@code key=value,key=value}, or null; the place is what a mistake starts with. */
  static ArgumentValues read(String text, String origin, String place, List<String> mistakes) {
    ArgumentValues values = new ArgumentValues();
    if (text == null || text.trim().isEmpty()) {
      return values;
    }
    // Not split, which loads ArrayList$SubList at every start.
    int end;
    for (int start = 0; start <= text.length(); start = end + 1) {
      int comma = text.indexOf(',', start);
      end = comma < 0 ? text.length() : comma;
      String pair = text.substring(start, end);
      int equals = pair.indexOf('=');
      String key = (equals < 0 ? pair : pair.substring(0, equals)).trim();
      if (equals < 0) {
        mistakes.add(Mistakes.noValue(place, key));
      } else {
        values.put(key, pair.substring(equals + 1).trim(), origin, place, mistakes);
      }
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
    boolean accepted = argument.accepts(text);
    if (!accepted) {
      mistakes.add(Mistakes.notAllowed(place, key, text, argument));
    } else if (argument.isPattern()) {
      PatternParser.parse(text, place + key + "=", mistakes);
    }
    Setting first = settings.get(argument);
    if (first == null) {
      set(argument, accepted ? text : argument.standardValue(), origin);
    } else if (argument.isPattern()) {
      String both = first.origin().equals(origin) ? origin : first.origin() + ", " + origin;
      set(argument, first.value() + "," + text, both);
    } else {
      mistakes.add(Mistakes.twice(place, key, text, first.origin()));
    }
  }

  private void set(Argument argument, String text, String origin) {
    settings.put(argument, new Setting(argument.key(), text, origin));
  }

  /** The value as given, or null. */
  String text(Argument argument) {
    Setting setting = settings.get(argument);
    return setting == null ? null : setting.value();
  }

  /** These values, and for what they leave out those of another. */
  ArgumentValues over(ArgumentValues others) {
    ArgumentValues both = new ArgumentValues();
    both.settings.putAll(others.settings);
    for (Map.Entry<Argument, Setting> entry : settings.entrySet()) {
      if (entry.getValue().value() != null) {
        both.settings.put(entry.getKey(), entry.getValue());
      }
    }
    return both;
  }

  static ArgumentValues defaults() {
    ArgumentValues values = new ArgumentValues();
    for (Argument argument : Argument.ALL) {
      values.set(argument, argument.standardValue(), Setting.DEFAULT);
    }
    return values;
  }

  /** What was given, in the table's order; in the place of no value what that amounts to. */
  List<Setting> given() {
    List<Setting> given = new ArrayList<>();
    for (Argument argument : Argument.ALL) {
      Setting setting = settings.get(argument);
      if (setting != null) {
        String text = setting.value() == null ? argument.standard() : setting.value();
        given.add(new Setting(argument.key(), text, setting.origin()));
      }
    }
    return given;
  }

  boolean isOn(Argument argument) {
    return "on".equals(text(argument));
  }

  /** The number given, or 0 for a word ({@code system}, {@code off}). */
  int number(Argument argument) {
    return Math.max(0, argument.number(text(argument)));
  }

  /** These values as what is asked of a socket; {@code auto} can be a mistake only here. */
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
