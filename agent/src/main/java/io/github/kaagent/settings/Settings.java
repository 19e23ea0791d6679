package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * The agent's whole configuration, which also selects the policy for a socket. Immutable.
 *
 * <p>{@code exclude} takes precedence, then {@code only}, then the first rule that matches, then
 * the globals. Nothing here ever makes a name look-up.
 */
public final class Settings {

  /** How many characters of a list of patterns {@link #summary} shows. */
  private static final int LONGEST_LIST = 60;

  /** The policy for sockets that match no rule. */
  public final Policy global;

  /** The rules, in the order of the {@code config} file. */
  public final List<Rule> rules;

  /** Every argument as it was written, by key, in the order of the arguments' table. */
  public final Map<String, Setting> asWritten;

  /** Seconds between sweeps, 0 for none. */
  public final int sweep;

  /** Whether sockets that are already open are covered, too. */
  public final boolean existing;

  /** Whether the MBean is to be registered. */
  public final boolean jmx;

  /** Whether Flight Recorder gets events. */
  public final boolean jfr;

  /** {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}. */
  public final String log;

  /** The file to log to; null for standard error. */
  public final String logFile;

  // Computed once, because they are needed for every connection.

  /** Whether every policy has mode {@link Mode#ENFORCE}. */
  public final boolean enforcesOnly;

  /** Whether any policy has a user timeout. */
  public final boolean usesUserTimeout;

  // Null if every socket gets the globals: the classes for patterns are then never loaded.
  private final Selection out;
  private final Selection in;

  /** Takes the parsed values; {@code only} is empty for all sockets. */
  public Settings(
      Policy global,
      List<Rule> rules,
      List<SocketPattern> only,
      List<SocketPattern> exclude,
      int sweep,
      Map<String, Setting> asWritten) {
    this.global = global;
    this.rules = rules;
    this.asWritten = asWritten;
    this.sweep = sweep;
    existing = isOn("existing");
    jmx = isOn("jmx");
    jfr = isOn("jfr");
    log = asWritten.get("log").value;
    Setting file = asWritten.get("log_file");
    logFile = file.isGiven() ? file.value : null;
    boolean everySocket = only.isEmpty() && exclude.isEmpty() && rules.isEmpty();
    out = everySocket ? null : new Selection(false, global, only, exclude, rules);
    in = everySocket ? null : new Selection(true, global, only, exclude, rules);
    boolean enforces = global.mode == Mode.ENFORCE;
    boolean userTimeout = global.userTimeout != Policy.OFF;
    for (Rule rule : rules) {
      enforces &= rule.policy.mode == Mode.ENFORCE;
      userTimeout |= rule.policy.userTimeout != Policy.OFF;
    }
    enforcesOnly = enforces;
    usesUserTimeout = userTimeout;
  }

  private boolean isOn(String key) {
    return asWritten.get(key).value.equals("on");
  }

  /**
   * The policy for an outgoing connection; null if it is excluded. Allocates nothing unless a
   * pattern is a name.
   *
   * @param remote the other end; if it is unresolved, only its name and port can match
   */
  public Policy outgoing(InetSocketAddress remote) {
    return out == null ? global : out.policy(remote);
  }

  /** The policy for a connection accepted on a local port; null if it is excluded. */
  public Policy incoming(InetAddress remote, int listeningPort) {
    return in == null ? global : in.policy(remote, null, listeningPort);
  }

  /** Whether there are patterns, so that not every socket gets the globals. */
  public boolean isSelective() {
    return out != null;
  }

  /** Whether a pattern is a name, so that the host names that the application uses matter. */
  public boolean usesNames() {
    return out != null && out.usesNames;
  }

  /** How socket options are passed to the kernel. */
  public Backend options() {
    // Not a field: a JVM without sockets then never loads the enum.
    return Backend.of(asWritten.get("options").value);
  }

  /** What the agent does, in one line: {@code enforcing idle=60 intvl=60 cnt=20}. */
  public String announcement() {
    boolean reports = global.mode == Mode.REPORT;
    for (Rule rule : rules) {
      reports &= rule.policy.mode == Mode.REPORT;
    }
    return (reports ? "reporting " : "enforcing ").concat(summary());
  }

  /** The values that decide about sockets, in one line: {@code idle=60 intvl=60 cnt=20}. */
  public String summary() {
    String times = "idle=" + orSystem(global.idle) + " intvl=" + orSystem(global.intvl);
    return times
        + (" cnt=" + orSystem(global.cnt))
        + (global.userTimeout == Policy.OFF ? "" : " user_timeout=" + global.userTimeout)
        + (global.mode == Mode.ENFORCE ? "" : " mode=" + global.mode)
        + (rules.isEmpty() ? "" : " rules=" + rules.size())
        + patterns("only")
        + patterns("exclude");
  }

  private static String orSystem(int value) {
    return value == Policy.SYSTEM ? "system" : Integer.toString(value);
  }

  private String patterns(String key) {
    Setting given = asWritten.get(key);
    String text = given.value.replace(" ", "");
    String shown = text.length() > LONGEST_LIST ? text.substring(0, LONGEST_LIST) + "..." : text;
    return given.isGiven() ? " " + key + "=" + shown : "";
  }
}
