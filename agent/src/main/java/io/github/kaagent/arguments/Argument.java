package io.github.kaagent.arguments;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The table of arguments. Parser, {@code check}, {@code --help} and the README's table come from
 * it. Immutable.
 *
 * <p>Ranges are the Linux kernel's (MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT in
 * include/net/tcp.h); beyond them it answers EINVAL.
 */
public final class Argument {

  private static final String PATTERN = "[in:|out:]HOST[:PORTS]";

  private static final List<Argument> ROWS = new ArrayList<>();

  /** All of them, in the order in which they stand here. */
  public static final List<Argument> ALL = Collections.unmodifiableList(ROWS);

  static final Argument IDLE =
      number("idle", 1, 32767, "seconds", "system")
          .standard("60")
          .means("silence before the first probe (TCP_KEEPIDLE)");
  static final Argument INTVL =
      number("intvl", 1, 32767, "seconds", "system")
          .standard("60")
          .means("between unanswered probes (TCP_KEEPINTVL)");
  static final Argument CNT =
      number("cnt", 1, 127, "probes", "system")
          .standard("20")
          .means("unanswered ones before the connection is dropped (TCP_KEEPCNT)");
  static final Argument USER_TIMEOUT =
      number("user_timeout", 1, Integer.MAX_VALUE, "milliseconds", "auto|off")
          .standard("off")
          .means(
              "how long sent data may stay unacknowledged, or a peer that is alive read nothing"
                  + " that it is sent, before the connection is dropped (TCP_USER_TIMEOUT); auto ="
                  + " (idle + intvl * cnt) * 1000");
  static final Argument MODE =
      word("mode", "enforce|cap|default|report")
          .standard("enforce")
          .means(
              "enforce: the agent's values always win; cap: what the application chose stays where"
                  + " it is shorter; default: only what the application has not set; report: change"
                  + " nothing, only watch and count");
  static final Argument ONLY =
      text("only", PATTERN)
          .standard("everything")
          .means(
              "the sockets to cover; HOST is *, loopback, an address, a CIDR block, or a name with"
                  + " * in it; may be given several times");
  static final Argument EXCLUDE =
      text("exclude", PATTERN)
          .standard("nothing")
          .means(
              "the sockets to leave alone, whatever else is for them; may be given several times");
  static final Argument CONFIG =
      text("config", "a file")
          .standard("none")
          .means("these keys, and rules, one key = value a line");
  static final Argument SWEEP =
      number("sweep", 1, 86400, "seconds", "off")
          .standard("off")
          .means(
              "how often to look over all open file descriptors, and cover the TCP sockets that no"
                  + " Java class made");
  static final Argument EXISTING =
      word("existing", "on|off")
          .standard("on")
          .means(
              "cover the sockets that are open already: at an attach, and at a start those of other"
                  + " agents");
  static final Argument JMX = word("jmx", "on|off").standard("on").means("the MBean");
  static final Argument JFR =
      word("jfr", "on|off")
          .standard("on")
          .means("events for JDK Flight Recorder, made only while it records");
  static final Argument LOG =
      word("log", "off|error|warn|info|debug")
          .standard("info")
          .means("how much to log; debug is one line a socket");
  static final Argument LOG_FILE =
      text("log_file", "a file").standard("standard error").means("where to log");
  static final Argument OPTIONS =
      word("options", "auto|jdk|native")
          .standard("auto")
          .means("how options reach the kernel: the JDK's own means, jnr-ffi, or whichever can");
  static final Argument STRICT =
      word("strict", "on|off")
          .standard("off")
          .means("end the JVM with exit status 1 if an argument is wrong");

  /** Those that a rule may have for itself. */
  static final List<Argument> OF_RULES =
      Collections.unmodifiableList(Arrays.asList(IDLE, INTVL, CNT, USER_TIMEOUT, MODE));

  private final String key;
  private final int min;
  private final int max;

  /** What a number or a text is: {@code seconds}, {@code a file}; empty for words alone. */
  private final String form;

  private final String words;
  private final String standard;
  private final String help;

  private Argument(
      String key, int min, int max, String form, String words, String standard, String help) {
    this.key = key;
    this.min = min;
    this.max = max;
    this.form = form;
    this.words = words;
    this.standard = standard;
    this.help = help;
  }

  private static Argument number(String key, int min, int max, String unit, String orWords) {
    return new Argument(key, min, max, unit, orWords, "", "");
  }

  private static Argument text(String key, String form) {
    return new Argument(key, 0, 0, form, "", "", "");
  }

  private static Argument word(String key, String words) {
    return new Argument(key, 0, 0, "", words, "", "");
  }

  private Argument standard(String text) {
    return new Argument(key, min, max, form, words, text, help);
  }

  /** Ends a row of the table. */
  private Argument means(String text) {
    Argument row = new Argument(key, min, max, form, words, standard, text);
    ROWS.add(row);
    return row;
  }

  /** The argument with that key, or null. */
  static Argument of(String key) {
    for (Argument argument : ALL) {
      if (argument.key.equals(key)) {
        return argument;
      }
    }
    return null;
  }

  /** Its name, such as {@code idle}. */
  public String key() {
    return key;
  }

  /** What it does, one phrase. */
  public String help() {
    return help;
  }

  /** What it is when it is not given: a value, or what that amounts to ({@code none}). */
  public String standard() {
    return standard;
  }

  /** What may be given, such as {@code 1..32767 seconds, or system}. */
  public String allowed() {
    String numbers = isNumber() ? min + ".." + max + " " : "";
    String either = words.replace("|", ", ");
    return form.isEmpty() ? either : numbers + form + (words.isEmpty() ? "" : ", or " + either);
  }

  /** The same in one word, such as {@code 1..32767|system}. */
  String compact() {
    String name = form.startsWith("a ") ? form.substring(2).toUpperCase(Locale.ROOT) : form;
    String any = isNumber() ? min + ".." + max : name;
    return any + (any.isEmpty() || words.isEmpty() ? "" : "|") + words;
  }

  /** The words that may be given. */
  String[] words() {
    return words.split("\\|", -1);
  }

  /** The value when it is not given; null if that is none. */
  String standardValue() {
    return isWord(standard) || isNumber() ? standard : null;
  }

  boolean isNumber() {
    return max > 0;
  }

  boolean isPattern() {
    return form.equals(PATTERN);
  }

  /** Whether the text is of its type and range; patterns are left to {@link PatternParser}. */
  boolean accepts(String text) {
    return isWord(text) || (isNumber() ? number(text) >= 0 : !form.isEmpty() && !text.isEmpty());
  }

  /** The number that it stands for, in this argument's unit; -1 if none, or out of range. */
  int number(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    // Ten digits are more than any range here, and with the largest factor still fit into a long.
    if (digits == 0 || digits > 10) {
      return -1;
    }
    String suffix = text.substring(digits);
    int factor = suffix.isEmpty() ? 1 : TimeSuffix.factor(suffix, form);
    long number = Long.parseLong(text.substring(0, digits)) * factor;
    return number >= min && number <= max ? (int) number : -1;
  }

  boolean isWord(String text) {
    return !text.isEmpty()
        && text.indexOf('|') < 0
        && ("|" + words + "|").contains("|" + text + "|");
  }
}
