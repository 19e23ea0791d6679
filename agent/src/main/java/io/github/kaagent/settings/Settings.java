package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * All that can be set, and which socket gets which policy. Immutable.
 *
 * <p>{@code exclude} comes first, then {@code only}, then the rules in their order, the first that
 * matches, then the globals. Nothing here ever makes a name look-up.
 */
public final class Settings {

  /** Of the patterns in {@link #summary}; there may be many. */
  private static final int LONGEST = 60;

  /** The policy for sockets that no rule is for. */
  public final Policy global;

  /** In their order. */
  public final List<Rule> rules;

  /** Every argument as it was written, by its key and in the order of their table. */
  public final Map<String, Setting> asWritten;

  /** Seconds between sweeps, 0 for none. */
  public final int sweep;

  /** Whether the sockets that are open already are covered. */
  public final boolean existing;

  /** Whether there is to be an MBean. */
  public final boolean jmx;

  /** Whether Flight Recorder gets events. */
  public final boolean jfr;

  /** {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}. */
  public final String log;

  /** The file to log to; null for standard error. */
  public final String logFile;

  // Asked for every connection, and so answered once.

  /** Whether no policy has another mode than {@link Mode#ENFORCE}. */
  public final boolean enforcesOnly;

  /** Whether a policy has a user timeout. */
  public final boolean usesUserTimeout;

  // Null if every socket gets the globals: then no class of patterns is ever loaded.
  private final Selection out;
  private final Selection in;

  /** With the sockets to cover, none for all; those to leave alone; and every argument. */
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
   * The policy for a connection that goes out; null if it is excluded. No allocation unless a
   * pattern is a name.
   *
   * @param remote the other end; where it is unresolved, only its name and port can match
   */
  public Policy outgoing(InetSocketAddress remote) {
    return out == null ? global : out.policy(remote);
  }

  /** The policy for one that came in by this port of ours; null if it is excluded. */
  public Policy incoming(InetAddress remote, int listeningPort) {
    return in == null ? global : in.policy(remote, null, listeningPort);
  }

  /** Whether there are patterns, so that not every socket gets the globals. */
  public boolean isSelective() {
    return out != null;
  }

  /** Whether a pattern is a name, so that the names that the application uses make a difference. */
  public boolean usesNames() {
    return out != null && out.usesNames;
  }

  /** By which way options reach the kernel. */
  public Backend options() {
    // Not in a field: the enum is a class that a JVM without sockets does not need.
    return Backend.of(asWritten.get("options").value);
  }

  /** What becomes of sockets, in one line: {@code enforcing idle=60 intvl=60 cnt=20}. */
  public String announcement() {
    boolean reports = global.mode == Mode.REPORT;
    for (Rule rule : rules) {
      reports &= rule.policy.mode == Mode.REPORT;
    }
    return (reports ? "reporting " : "enforcing ").concat(summary());
  }

  /** One line of what differs from machine to machine: {@code idle=60 intvl=60 cnt=20}. */
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
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return given.isGiven() ? " " + key + "=" + shown : "";
  }
}
