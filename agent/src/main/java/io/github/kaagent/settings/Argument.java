package io.github.kaagent.settings;

import java.util.Locale;

/**
 * The table of arguments, one line each. Parser, {@code check}, {@code --help} and the README's
 * table come from it.
 *
 * <p>Ranges are the Linux kernel's (MAX_TCP_KEEPIDLE, MAX_TCP_KEEPINTVL, MAX_TCP_KEEPCNT in
 * include/net/tcp.h); beyond them it answers EINVAL.
 */
public enum Argument {
  IDLE(
      "idle", "seconds", 1, 32767, "system", "60", "silence before the first probe (TCP_KEEPIDLE)"),
  INTVL("intvl", "seconds", 1, 32767, "system", "60", "between unanswered probes (TCP_KEEPINTVL)"),
  CNT(
      "cnt",
      "probes",
      1,
      127,
      "system",
      "20",
      "unanswered ones before the connection is dropped (TCP_KEEPCNT)"),
  USER_TIMEOUT(
      "user_timeout",
      "milliseconds",
      1,
      Integer.MAX_VALUE,
      "auto|off",
      "off",
      "how long sent data may stay unacknowledged, or a peer that is alive read nothing that it is"
          + " sent, before the connection is dropped (TCP_USER_TIMEOUT); auto = (idle + intvl *"
          + " cnt) * 1000"),
  MODE(
      "mode",
      "enforce|cap|default|report",
      "enforce",
      "enforce: the agent's values always win; cap: what the application chose stays where it is"
          + " shorter; default: only what the application has not set; report: change nothing, only"
          + " watch and count"),
  ONLY(
      "only",
      "[in:|out:]HOST[:PORTS]",
      "",
      "everything",
      "the sockets to cover; HOST is *, loopback, an address, a CIDR block, or a name with * in it;"
          + " may be given several times"),
  EXCLUDE(
      "exclude",
      "[in:|out:]HOST[:PORTS]",
      "",
      "nothing",
      "the sockets to leave alone, whatever else is for them; may be given several times"),
  CONFIG("config", "a file", "", "none", "these keys, and rules, one key = value a line"),
  SWEEP(
      "sweep",
      "seconds",
      1,
      86400,
      "off",
      "off",
      "how often to look over all open file descriptors, and cover the TCP sockets that no Java"
          + " class made"),
  EXISTING(
      "existing",
      "on|off",
      "on",
      "cover the sockets that are open already: at an attach, and at a start those of other"
          + " agents"),
  JMX("jmx", "on|off", "on", "the MBean"),
  LOG("log", "off|error|warn|info|debug", "info", "how much to log; debug is one line a socket"),
  LOG_FILE("log_file", "a file", "", "standard error", "where to log"),
  OPTIONS(
      "options",
      "auto|jdk|native",
      "auto",
      "how options reach the kernel: the JDK's own means, jnr-ffi, or whichever can"),
  STRICT("strict", "on|off", "off", "end the JVM with exit status 1 if an argument is wrong");

  private static final Argument[] ALL = values();

  /** How many there are. */
  static final int COUNT = ALL.length;

  private final String key;
  private final String form;
  private final int min;
  private final int max;
  private final String words;
  private final String standard;
  private final String help;

  /** One of some words. */
  Argument(String key, String words, String standard, String help) {
    this(key, "", 0, 0, words, standard, help);
  }

  /** Free text of some form, or one of some words. */
  Argument(String key, String form, String words, String standard, String help) {
    this(key, form, 0, 0, words, standard, help);
  }

  /** A number with a unit, or one of some words. */
  Argument(String key, String form, int min, int max, String words, String standard, String help) {
    this.key = key;
    this.form = form;
    this.min = min;
    this.max = max;
    this.words = words;
    this.standard = standard;
    this.help = help;
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
    return this == ONLY || this == EXCLUDE;
  }

  /** Whether a rule may have its own. */
  boolean ofRules() {
    return this == IDLE || this == INTVL || this == CNT || this == USER_TIMEOUT || this == MODE;
  }

  /**
   * Whether the text is of this argument's type and range. A pattern is looked at by {@link
   * Pattern}.
   */
  boolean accepts(String text) {
    return isWord(text) || (isNumber() ? number(text) >= 0 : !form.isEmpty() && !text.isEmpty());
  }

  /**
   * The number that the text stands for, in this argument's unit; -1 if it is none, or out of
   * range.
   */
  int number(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    // Ten digits are more than any range here, and with the largest factor still no more than a
    // long.
    if (digits == 0 || digits > 10) {
      return -1;
    }
    long number = Long.parseLong(text.substring(0, digits)) * factor(text.substring(digits));
    return number >= min && number <= max ? (int) number : -1;
  }

  /** How many of this argument's unit the suffix is; -1 for one that does not fit. */
  private int factor(String suffix) {
    if (suffix.isEmpty()) {
      return 1;
    }
    int second = form.equals("seconds") ? 1 : form.equals("milliseconds") ? 1000 : -1;
    switch (suffix) {
      case "ms":
        return second == 1000 ? 1 : -1;
      case "s":
        return second;
      case "m":
        return 60 * second;
      case "h":
        return 3600 * second;
      default:
        return -1;
    }
  }

  boolean isWord(String text) {
    // Without splitting or joining: this is asked for each argument while a JVM starts.
    int length = text.length();
    for (int start = 0; length > 0 && start + length <= words.length(); ) {
      int bar = words.indexOf('|', start);
      int end = bar < 0 ? words.length() : bar;
      if (end - start == length && words.startsWith(text, start)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }
}
