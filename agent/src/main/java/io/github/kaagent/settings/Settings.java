package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * All that can be set, and which socket gets which policy. Immutable.
 *
 * <p>{@code exclude} comes first, then {@code only}, then the rules in their order, the first that
 * matches, then the globals. Nothing here ever makes a name look-up.
 */
public final class Settings {

  /** Of the patterns in {@link #summary}; there may be many. */
  private static final int LONGEST = 60;

  private final Values values;
  private final Policy global;
  private final List<Rule> rules;
  private final Selection selection;

  // Asked for every connection, and so answered once.
  private final boolean enforcesOnly;
  private final boolean usesUserTimeout;

  private Settings(Values values, Policy global, List<Rule> rules, Selection selection) {
    this.values = values;
    this.global = global;
    this.rules = rules;
    this.selection = selection;
    boolean enforces = global.mode() == Mode.ENFORCE;
    boolean userTimeout = global.userTimeout() != Policy.OFF;
    for (Rule rule : rules) {
      enforces &= rule.policy().mode() == Mode.ENFORCE;
      userTimeout |= rule.policy().userTimeout() != Policy.OFF;
    }
    this.enforcesOnly = enforces;
    this.usesUserTimeout = userTimeout;
  }

  /**
   * Reads arguments, the {@code config} file that they name, and an environment variable: the first
   * of these that has a value wins, then the default. Never throws for wrong text, and reports all
   * of its mistakes.
   *
   * @param arguments {@code key=value,key=value}; may be null
   * @param environment the value of KA_AGENT_OPTS, the same grammar; may be null
   */
  public static Parsed parse(String arguments, String environment) {
    List<String> mistakes = new ArrayList<>();
    Values given = Values.read(arguments, "argument", "", mistakes);
    Values inherited = Values.read(environment, "environment", "KA_AGENT_OPTS: ", mistakes);
    List<Rule> rules = Collections.emptyList();
    String config = given.over(inherited).text(Argument.CONFIG);
    Values global;
    if (config == null) {
      global = given.over(inherited).over(Values.defaults());
    } else {
      String place = given.text(Argument.CONFIG) == null ? "KA_AGENT_OPTS: " : "";
      ConfigFile file = ConfigFile.read(config, place, mistakes);
      global = given.over(file.values()).over(inherited).over(Values.defaults());
      rules = file.rules(global, mistakes);
    }
    Policy policy = global.policy(Policy.GLOBAL, "", mistakes);
    boolean strict = global.isOn(Argument.STRICT);
    if (!mistakes.isEmpty()) {
      return new Parsed(null, mistakes, Collections.<String>emptyList(), strict);
    }
    Settings settings = new Settings(global, policy, rules, selection(global, rules));
    boolean mayBeUnwise = policy.mayBeUnwise() || !rules.isEmpty();
    List<String> warnings =
        mayBeUnwise
            ? Warnings.of(settings, Policy.SYSTEM, Policy.SYSTEM, Policy.SYSTEM)
            : Collections.<String>emptyList();
    return new Parsed(settings, mistakes, warnings, strict);
  }

  /** Null if every socket gets the globals: then no class of patterns is ever loaded. */
  private static Selection selection(Values values, List<Rule> rules) {
    String only = values.text(Argument.ONLY);
    String exclude = values.text(Argument.EXCLUDE);
    return only == null && exclude == null && rules.isEmpty()
        ? null
        : new Selection(only, exclude, rules);
  }

  /**
   * The policy for a connection that goes out; null if it is excluded. No allocation unless a
   * pattern is a name.
   *
   * @param remote the other end; where it is unresolved, only its name and port can match
   */
  public Policy outgoing(InetSocketAddress remote) {
    return selection == null ? global : selection.outgoing(remote, global);
  }

  /**
   * The same for one whose InetSocketAddress is not at hand.
   *
   * @param remote the other end's address
   * @param port the other end's port
   */
  public Policy outgoing(InetAddress remote, int port) {
    return selection == null ? global : selection.outgoing(remote, port, global);
  }

  /**
   * The policy for a connection that came in; null if it is excluded.
   *
   * @param remote the other end's address; no name is known of it
   * @param listeningPort the port that it came in by, this end's
   */
  public Policy incoming(InetAddress remote, int listeningPort) {
    return selection == null ? global : selection.incoming(remote, listeningPort, global);
  }

  /** Whether no policy has another mode than {@link Mode#ENFORCE}. */
  public boolean enforcesOnly() {
    return enforcesOnly;
  }

  /** Whether a policy has a user timeout. */
  public boolean usesUserTimeout() {
    return usesUserTimeout;
  }

  /** Whether there are patterns, so that not every socket gets the globals. */
  public boolean isSelective() {
    return selection != null;
  }

  /** Whether a pattern is a name, so that the names that the application uses make a difference. */
  public boolean usesNames() {
    return selection != null && selection.usesNames();
  }

  /** The policy for sockets that no rule is for. */
  public Policy global() {
    return global;
  }

  /** The rules' policies, in their order. */
  public List<Policy> rules() {
    List<Policy> policies = new ArrayList<>(rules.size());
    for (Rule rule : rules) {
      policies.add(rule.policy());
    }
    return policies;
  }

  /** The rules as they were written, in their order. */
  public List<Rule> rulesAsWritten() {
    return rules;
  }

  /** Seconds between sweeps, 0 for none. */
  public int sweep() {
    return values.number(Argument.SWEEP);
  }

  /** Whether an attach covers the sockets that are open already. */
  public boolean existing() {
    return values.isOn(Argument.EXISTING);
  }

  /** Whether there is to be an MBean. */
  public boolean jmx() {
    return values.isOn(Argument.JMX);
  }

  /** {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}. */
  public String log() {
    return values.text(Argument.LOG);
  }

  /** The file to log to; null for standard error. */
  public String logFile() {
    return values.text(Argument.LOG_FILE);
  }

  /** By which way options reach the kernel. */
  public Backend options() {
    // Compared before valueOf, whose first call is a reflective one.
    String word = values.text(Argument.OPTIONS);
    return word.equals("auto") ? Backend.AUTO : Backend.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether a mistake ends the JVM. */
  public boolean strict() {
    return values.isOn(Argument.STRICT);
  }

  /** An argument's value as it was given, or its default; null if it has none. */
  public String value(Argument argument) {
    return values.text(argument);
  }

  /**
   * Where that came from: {@code argument}, {@code file:line}, {@code environment} or {@code
   * default}.
   */
  public String origin(Argument argument) {
    return values.origin(argument);
  }

  /**
   * What is legal and unwise on a machine with these values, one line each; {@link Policy#SYSTEM}
   * for one that isn't known.
   */
  public List<String> warnings(int idle, int intvl, int cnt) {
    return Warnings.of(this, idle, intvl, cnt);
  }

  /** What becomes of sockets, in one line: {@code enforcing idle=60 intvl=60 cnt=20}. */
  public String announcement() {
    boolean reports = global.mode() == Mode.REPORT;
    for (Rule rule : rules) {
      reports &= rule.policy().mode() == Mode.REPORT;
    }
    return (reports ? "reporting " : "enforcing ").concat(summary());
  }

  /** One line of what differs from machine to machine: {@code idle=60 intvl=60 cnt=20}. */
  public String summary() {
    StringBuilder summary = new StringBuilder();
    append(summary, Argument.IDLE, global.idle());
    append(summary, Argument.INTVL, global.intvl());
    append(summary, Argument.CNT, global.cnt());
    if (global.userTimeout() != Policy.OFF) {
      append(summary, Argument.USER_TIMEOUT, global.userTimeout());
    }
    if (global.mode() != Mode.ENFORCE) {
      summary.append(" mode=").append(global.mode());
    }
    if (!rules.isEmpty()) {
      summary.append(" rules=").append(rules.size());
    }
    append(summary, Argument.ONLY);
    append(summary, Argument.EXCLUDE);
    return summary.toString();
  }

  private void append(StringBuilder summary, Argument argument) {
    if (values.text(argument) != null) {
      String patterns = values.text(argument).replace(" ", "");
      summary.append(' ').append(argument.key()).append('=');
      summary.append(patterns, 0, Math.min(patterns.length(), LONGEST));
      summary.append(patterns.length() > LONGEST ? "..." : "");
    }
  }

  private static void append(StringBuilder summary, Argument argument, int value) {
    summary.append(summary.length() == 0 ? "" : " ").append(argument.key()).append('=');
    if (value == Policy.SYSTEM) {
      summary.append("system");
    } else {
      summary.append(value);
    }
  }

  @Override
  public String toString() {
    return summary();
  }
}
