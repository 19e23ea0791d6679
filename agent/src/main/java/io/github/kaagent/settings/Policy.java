package io.github.kaagent.settings;

/** What a rule asks of a socket. Immutable. */
public final class Policy {

  /** For {@link #idle()}, {@link #intvl()} and {@link #cnt()}: leave the machine's value. */
  public static final int SYSTEM = 0;

  /** For {@link #userTimeout()}: not set. */
  public static final int OFF = 0;

  /** The name of the policy for sockets that no rule is for. */
  public static final String GLOBAL = "global";

  private final String rule;
  private final Mode mode;
  private final int idle;
  private final int intvl;
  private final int cnt;
  private final int userTimeout;

  /** In the order of the arguments' table. */
  public Policy(String rule, Mode mode, int idle, int intvl, int cnt, int userTimeout) {
    this.rule = rule;
    this.mode = mode;
    this.idle = idle;
    this.intvl = intvl;
    this.cnt = cnt;
    this.userTimeout = userTimeout;
  }

  /** The rule's name, {@link #GLOBAL} for the globals. */
  public String rule() {
    return rule;
  }

  /** Who wins when the application chooses too. */
  public Mode mode() {
    return mode;
  }

  /** Seconds of silence before the first probe, 1..32767, or {@link #SYSTEM}. */
  public int idle() {
    return idle;
  }

  /** Seconds between unanswered probes, 1..32767, or {@link #SYSTEM}. */
  public int intvl() {
    return intvl;
  }

  /** Unanswered probes before the connection is dropped, 1..127, or {@link #SYSTEM}. */
  public int cnt() {
    return cnt;
  }

  /** Milliseconds that sent data may stay unacknowledged, from 1, or {@link #OFF}. */
  public int userTimeout() {
    return userTimeout;
  }

  /**
   * Seconds after which a silent peer is noticed by keepalive alone, {@code idle + intvl * cnt}; -1
   * if one of the three is the machine's.
   */
  public int detection() {
    return idle == SYSTEM || intvl == SYSTEM || cnt == SYSTEM ? -1 : idle + intvl * cnt;
  }

  /**
   * The same on a machine with these values, which it has in the place of its own {@link #SYSTEM}.
   */
  public Policy onMachine(int machineIdle, int machineIntvl, int machineCnt) {
    return new Policy(
        rule,
        mode,
        idle == SYSTEM ? machineIdle : idle,
        intvl == SYSTEM ? machineIntvl : intvl,
        cnt == SYSTEM ? machineCnt : cnt,
        userTimeout);
  }
}
