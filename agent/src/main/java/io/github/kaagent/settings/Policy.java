package io.github.kaagent.settings;

/** The option values that a rule, or the globals, want for a socket. Immutable. */
public final class Policy {

  /** For {@link #idle}, {@link #intvl} and {@link #cnt}: leave the machine's value. */
  public static final int SYSTEM = 0;

  /** For {@link #userTimeout}: not set. */
  public static final int OFF = 0;

  /** The name of the policy for sockets that match no rule. */
  public static final String GLOBAL = "global";

  /** The rule's name, {@link #GLOBAL} for the globals. */
  public final String rule;

  /** Whose value wins when the application sets an option too. */
  public final Mode mode;

  /** Seconds of silence before the first probe, 1..32767, or {@link #SYSTEM}. */
  public final int idle;

  /** Seconds between unanswered probes, 1..32767, or {@link #SYSTEM}. */
  public final int intvl;

  /** Unanswered probes before the connection is dropped, 1..127, or {@link #SYSTEM}. */
  public final int cnt;

  /** Milliseconds that sent data may stay unacknowledged, 1 or more, or {@link #OFF}. */
  public final int userTimeout;

  /** A policy with these values; the fields document their units and ranges. */
  public Policy(String rule, Mode mode, int idle, int intvl, int cnt, int userTimeout) {
    this.rule = rule;
    this.mode = mode;
    this.idle = idle;
    this.intvl = intvl;
    this.cnt = cnt;
    this.userTimeout = userTimeout;
  }

  /**
   * Seconds until keepalive alone notices a silent peer, {@code idle + intvl * cnt}; -1 if one of
   * the three is {@link #SYSTEM}.
   */
  public int detection() {
    return idle == SYSTEM || intvl == SYSTEM || cnt == SYSTEM ? -1 : idle + intvl * cnt;
  }

  /** This policy with the machine's values in place of {@link #SYSTEM}. */
  public Policy onMachine(int machineIdle, int machineIntvl, int machineCnt) {
    int effectiveIdle = idle == SYSTEM ? machineIdle : idle;
    int effectiveIntvl = intvl == SYSTEM ? machineIntvl : intvl;
    int effectiveCnt = cnt == SYSTEM ? machineCnt : cnt;
    return new Policy(rule, mode, effectiveIdle, effectiveIntvl, effectiveCnt, userTimeout);
  }
}
