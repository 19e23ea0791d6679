package io.github.kaagent.arguments;

import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of arguments as they were written, each with its origin. */
final class ArgumentValues {

  /** By key. An argument whose value was wrong has the value null. */
  final Map<String, Setting> settings = new LinkedHashMap<>();

  /** Reads {@code key=value,key=value}; there are no values if the text is null or blank. */
  static ArgumentValues read(String text, String origin, List<String> mistakes) {
    ArgumentValues values = new ArgumentValues();
    if (text == null || text.trim().isEmpty()) {
      return values;
    }
    // Not String.split, which would load ArrayList$SubList at every start.
    int end;
    for (int start = 0; start <= text.length(); start = end + 1) {
      int comma = text.indexOf(',', start);
      end = comma < 0 ? text.length() : comma;
      values.put(text.substring(start, end), origin, mistakes);
    }
    return values;
  }

  static ArgumentValues defaults() {
    ArgumentValues values = new ArgumentValues();
    for (Argument argument : Argument.TABLE) {
      values.settings.put(argument.key, new Setting(argument.defaultValue, Setting.DEFAULT));
    }
    return values;
  }

  /** Reads {@code key=value} and keeps the value. */
  void put(String pair, String origin, List<String> mistakes) {
    int equals = pair.indexOf('=');
    String key = pair.substring(0, Math.max(equals, 0)).trim();
    String text = pair.substring(equals + 1).trim();
    Argument argument = Argument.of(key);
    if (equals < 0) {
      mistakes.add(Mistakes.noValue(origin, text));
    } else if (argument == null) {
      mistakes.add(Mistakes.unknownKey(origin, key, text));
    } else {
      put(argument, key, text, origin, mistakes);
    }
  }

  /**
   * Keeps a value. A wrong value is added to the mistakes and then treated as if it were not given,
   * so that the remaining mistakes are found, too.
   *
   * @param key as it was written: {@code rule.NAME.idle} in a rule
   */
  void put(Argument argument, String key, String text, String origin, List<String> mistakes) {
    boolean accepted = argument.accepts(text);
    if (!accepted) {
      mistakes.add(Mistakes.notAllowed(origin, key, text, argument));
    } else if (argument.isPattern()) {
      PatternParser.parse(text, key, origin, mistakes);
    }
    Setting earlier = settings.get(argument.key);
    if (earlier == null) {
      settings.put(argument.key, new Setting(accepted ? text : null, origin));
    } else if (argument.isPattern() && key.equals(argument.key)) { // only, exclude; no rule's to
      String origins = earlier.origin.equals(origin) ? origin : earlier.origin + ", " + origin;
      settings.put(key, new Setting(earlier.value + "," + text, origins));
    } else {
      String problem = "given twice (first: " + earlier.origin + "); allowed: once";
      mistakes.add(Mistakes.line(origin, key + "=" + text, problem));
    }
  }

  /** These values, completed by others for the arguments that have none here. */
  ArgumentValues over(ArgumentValues others) {
    ArgumentValues merged = new ArgumentValues();
    for (Argument argument : Argument.TABLE) {
      Setting own = settings.get(argument.key);
      Setting setting = own == null || own.value == null ? others.settings.get(argument.key) : own;
      if (setting != null && setting.value != null) {
        merged.settings.put(argument.key, setting);
      }
    }
    return merged;
  }

  /** The value of an argument, which must have one. */
  String text(String key) {
    return settings.get(key).value;
  }

  /** The number given, or 0 for a word ({@code system}, {@code off}). */
  int number(String key) {
    return Math.max(0, Argument.of(key).number(text(key)));
  }

  /** Makes a policy. Only here can {@code user_timeout=auto} turn out to be a mistake. */
  Policy policy(String rule, String origin, List<String> mistakes) {
    int idle = number("idle");
    int intvl = number("intvl");
    int cnt = number("cnt");
    int userTimeout = number("user_timeout");
    if (text("user_timeout").equals("auto")) {
      long millis = (idle + (long) intvl * cnt) * 1000;
      String problem = null;
      if (idle == Policy.SYSTEM || intvl == Policy.SYSTEM || cnt == Policy.SYSTEM) {
        problem =
            "needs idle, intvl and cnt as numbers; with system write user_timeout in milliseconds";
      } else if (millis > Integer.MAX_VALUE) {
        problem = "(idle + intvl * cnt) * 1000 = " + millis + " is above " + Integer.MAX_VALUE;
      }
      if (problem != null) {
        mistakes.add(Mistakes.line(origin, "user_timeout=auto", problem));
      }
      userTimeout = (int) Math.min(millis, Integer.MAX_VALUE);
    }
    return new Policy(rule, Mode.of(text("mode")), idle, intvl, cnt, userTimeout);
  }
}
