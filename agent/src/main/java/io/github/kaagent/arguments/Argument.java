package io.github.kaagent.arguments;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * An argument of the agent: a row of the table from which the parser, {@code check}, {@code --help}
 * and the README's table are made. Immutable.
 *
 * <p>The ranges are the Linux kernel's (MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT in
 * include/net/tcp.h), which answers EINVAL to values beyond them.
 */
public final class Argument {

  private static final String PATTERN = "[in:|out:]HOST[:PORTS]";

  // An array, so that a start, which goes through it, does not load an iterator class.
  static final Argument[] TABLE = {
    number("idle", "60", 1, 32767, "seconds", "system")
        .means("silence before the first probe (TCP_KEEPIDLE)"),
    number("intvl", "60", 1, 32767, "seconds", "system")
        .means("between unanswered probes (TCP_KEEPINTVL)"),
    number("cnt", "20", 1, 127, "probes", "system")
        .means("unanswered ones before the connection is dropped (TCP_KEEPCNT)"),
    number("user_timeout", "off", 1, Integer.MAX_VALUE, "milliseconds", "auto|off")
        .means(
            "how long sent data may stay unacknowledged, or a peer that is alive read nothing that"
                + " it is sent, before the connection is dropped (TCP_USER_TIMEOUT); auto = (idle +"
                + " intvl * cnt) * 1000"),
    word("mode", "enforce", "enforce|cap|default|report")
        .means(
            "enforce: the agent's values always win; cap: what the application chose stays where it"
                + " is shorter; default: only what the application has not set; report: change"
                + " nothing, only watch and count"),
    text("only", "everything", PATTERN)
        .means(
            "the sockets to cover; HOST is *, loopback, an address, a CIDR block, or a name with *"
                + " in it; may be given several times"),
    text("exclude", "nothing", PATTERN)
        .means("the sockets to leave alone, whatever else is for them; may be given several times"),
    text("config", "none", "a file").means("these keys, and rules, one key = value a line"),
    number("sweep", "off", 1, 86400, "seconds", "off")
        .means(
            "how often to look over all open file descriptors, and cover the TCP sockets that no"
                + " Java class made"),
    word("existing", "on", "on|off")
        .means(
            "cover the sockets that are open already: at an attach, and at a start those of other"
                + " agents"),
    word("jmx", "on", "on|off").means("the MBean"),
    word("jfr", "on", "on|off").means("events for JDK Flight Recorder, made only while it records"),
    word("log", "info", "off|error|warn|info|debug")
        .means("how much to log; debug is one line a socket"),
    text("log_file", "standard error", "a file").means("where to log"),
    word("options", "auto", "auto|jdk|native")
        .means("how options reach the kernel: the JDK's own means, jnr-ffi, or whichever can"),
    word("strict", "off", "on|off").means("end the JVM with exit status 1 if an argument is wrong")
  };

  /** All arguments, in the order in which they are shown. */
  public static final List<Argument> ALL = Collections.unmodifiableList(Arrays.asList(TABLE));

  /** Its name, such as {@code idle}. */
  public final String key;

  /** The default: a value, or a word for what applies without one ({@code none}). */
  public final String defaultValue;

  /** What it does, in one phrase. */
  public final String help;

  private final int min;
  private final int max;

  /** A number's unit or a text's kind: {@code seconds}, {@code a file}; empty for words only. */
  private final String form;

  private final String words;

  private Argument(
      String key, String defaultValue, int min, int max, String form, String words, String help) {
    this.key = key;
    this.defaultValue = defaultValue;
    this.min = min;
    this.max = max;
    this.form = form;
    this.words = words;
    this.help = help;
  }

  private static Argument number(
      String key, String defaultValue, int min, int max, String unit, String orWords) {
    return new Argument(key, defaultValue, min, max, unit, orWords, "");
  }

  private static Argument text(String key, String defaultValue, String form) {
    return new Argument(key, defaultValue, 0, 0, form, "", "");
  }

  private static Argument word(String key, String defaultValue, String words) {
    return new Argument(key, defaultValue, 0, 0, "", words, "");
  }

  private Argument means(String text) {
    return new Argument(key, defaultValue, min, max, form, words, text);
  }

  /** The argument with this key; null if there is none. */
  static Argument of(String key) {
    for (Argument argument : TABLE) {
      if (argument.key.equals(key)) {
        return argument;
      }
    }
    return null;
  }

  /** An argument of a rule: {@code to}, for its patterns, or one from the table. */
  static Argument ofRule(String key) {
    return key.equals("to") ? text(key, "", PATTERN) : of(key);
  }

  /** The values that are allowed, such as {@code 1..32767 seconds, or system}. */
  public String allowed() {
    String either = words.replace("|", ", ");
    String numbers = isNumber() ? min + ".." + max + " " : "";
    return form.isEmpty() ? either : numbers + form + (words.isEmpty() ? "" : ", or " + either);
  }

  /** The values that are allowed, without blanks, such as {@code 1..32767|system}. */
  String compact() {
    String name = form.startsWith("a ") ? form.substring(2).toUpperCase(Locale.ROOT) : form;
    String any = isNumber() ? min + ".." + max : name;
    return any + (any.isEmpty() || words.isEmpty() ? "" : "|") + words;
  }

  /** The words that are allowed. */
  String[] words() {
    return words.split("\\|", -1);
  }

  private boolean isNumber() {
    return max > 0;
  }

  boolean isPattern() {
    return form.equals(PATTERN);
  }

  /** Whether type and range of a value are right; {@link PatternParser} checks patterns. */
  boolean accepts(String text) {
    return isWord(text) || (isNumber() ? number(text) >= 0 : !form.isEmpty() && !text.isEmpty());
  }

  /** A value such as {@code 5m} in this argument's unit; -1 if it is no number or out of range. */
  int number(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    // Ten digits suffice for every range here, and times the largest factor still fit into a long.
    if (digits == 0 || digits > 10) {
      return -1;
    }
    long number = Long.parseLong(text.substring(0, digits)) * factor(text.substring(digits));
    return number >= min && number <= max ? (int) number : -1;
  }

  /** Factor from the suffix's unit (ms, s, m, h) to this argument's; negative if not allowed. */
  private int factor(String suffix) {
    int perSecond = form.equals("milliseconds") ? 1000 : form.equals("seconds") ? 1 : -1;
    switch (suffix) {
      case "":
        return 1;
      case "ms":
        return perSecond == 1000 ? 1 : -1;
      case "s":
        return perSecond;
      case "m":
        return 60 * perSecond;
      case "h":
        return 3600 * perSecond;
      default:
        return -1;
    }
  }

  boolean isWord(String text) {
    return !text.isEmpty()
        && text.indexOf('|') < 0
        && ("|" + words + "|").contains("|" + text + "|");
  }
}
