package io.github.kaagent.settings;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * All that can be set, and which socket gets which policy. Immutable.
 *
 * <p>{@code exclude} comes first, then {@code only}, then the rules in their order, the first that
 * matches, then the globals. Nothing here ever makes a name look-up.
 */
public final class Settings {

  private final Policy global;
  private final List<Rule> rules;

  /** Null if every socket gets the globals: then no class of patterns is ever loaded. */
  private final Selection selection;

  private final int sweep;
  private final boolean existing;
  private final boolean jmx;
  private final boolean jfr;
  private final String log;
  private final String logFile;
  private final String options;
  private final List<Setting> asWritten;

  // Asked for every connection, and so answered once.
  private final boolean enforcesOnly;
  private final boolean usesUserTimeout;

  Settings(SettingsBuilder from) {
    global = from.global;
    rules = from.rules;
    boolean everySocket = from.only.isEmpty() && from.exclude.isEmpty() && rules.isEmpty();
    selection = everySocket ? null : new Selection(from.only, from.exclude, rules);
    sweep = from.sweep;
    existing = from.existing;
    jmx = from.jmx;
    jfr = from.jfr;
    log = from.log;
    logFile = from.logFile;
    options = from.options;
    asWritten = from.asWritten;
    boolean enforces = global.mode() == Mode.ENFORCE;
    boolean userTimeout = global.userTimeout() != Policy.OFF;
    for (Rule rule : rules) {
      enforces &= rule.policy().mode() == Mode.ENFORCE;
      userTimeout |= rule.policy().userTimeout() != Policy.OFF;
    }
    enforcesOnly = enforces;
    usesUserTimeout = userTimeout;
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

  /** The same for one whose InetSocketAddress is not at hand. */
  public Policy outgoing(InetAddress remote, int port) {
    return selection == null ? global : selection.outgoing(remote, port, global);
  }

  /** The policy for one that came in by this port of ours; null if it is excluded. */
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

  /** The rules, in their order. */
  public List<Rule> rules() {
    return rules;
  }

  /** Seconds between sweeps, 0 for none. */
  public int sweep() {
    return sweep;
  }

  /** Whether the sockets that are open already are covered. */
  public boolean existing() {
    return existing;
  }

  /** Whether there is to be an MBean. */
  public boolean jmx() {
    return jmx;
  }

  /** Whether Flight Recorder gets events. */
  public boolean jfr() {
    return jfr;
  }

  /** {@code off}, {@code error}, {@code warn}, {@code info} or {@code debug}. */
  public String log() {
    return log;
  }

  /** The file to log to; null for standard error. */
  public String logFile() {
    return logFile;
  }

  /** By which way options reach the kernel. */
  public Backend options() {
    // The word until somebody asks: the enum is a class that a JVM without sockets does not need.
    return Backend.of(options);
  }

  /** What holds for every argument, in the order of their table. */
  public List<Setting> asWritten() {
    return asWritten;
  }

  /** The same for one of them; null if there is no such key. */
  public Setting asWritten(String key) {
    for (Setting setting : asWritten) {
      if (setting.key().equals(key)) {
        return setting;
      }
    }
    return null;
  }

  /** What becomes of sockets, in one line: {@code enforcing idle=60 intvl=60 cnt=20}. */
  public String announcement() {
    return Summary.announcement(this);
  }

  /** One line of what differs from machine to machine: {@code idle=60 intvl=60 cnt=20}. */
  public String summary() {
    return Summary.of(this);
  }

  @Override
  public String toString() {
    return summary();
  }
}
