package io.github.kaagent.descriptors;

import io.github.kaagent.options.TcpTable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;

/** A TCP socket of a process as a line of /proc/PID/net/tcp or tcp6 has it (proc(5)). Immutable. */
public final class ProcSocket {

  // Columns: sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int TIMER = 5;
  private static final int INODE = 9;

  private static final int ESTABLISHED = 1;
  private static final int LISTEN = 10;
  private static final int NO_TIMER = 0;
  private static final int KEEPALIVE_TIMER = 2;

  /** What the column counts in: USER_HZ of every architecture that has a JDK. */
  private static final int TICKS_A_SECOND = 100;

  /** linux/include/net/tcp_states.h. */
  private static final String[] STATES = {
    "-",
    "established",
    "syn_sent",
    "syn_recv",
    "fin_wait1",
    "fin_wait2",
    "time_wait",
    "close",
    "close_wait",
    "last_ack",
    "listen",
    "closing",
    "new_syn_recv",
  };

  private final int descriptor;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final int state;
  private final int timer;
  private final int timerSeconds;

  private ProcSocket(int descriptor, String[] columns) throws IOException {
    this.descriptor = descriptor;
    this.local = TcpTable.address(columns[LOCAL]);
    this.remote = TcpTable.address(columns[REMOTE]);
    this.state = Integer.parseInt(columns[STATE], 16);
    String[] timerAndWhen = columns[TIMER].split(":", 2);
    this.timer = Integer.parseInt(timerAndWhen[0], 16);
    this.timerSeconds = (int) (Long.parseLong(timerAndWhen[1], 16) / TICKS_A_SECOND);
  }

  /** The columns of a line; null if it is none of a socket. */
  static String[] columns(String line) {
    String[] columns = line.trim().split(" +", -1);
    return columns.length > INODE && columns[TIMER].indexOf(':') > 0 ? columns : null;
  }

  static long inode(String[] columns) {
    return Long.parseLong(columns[INODE]);
  }

  /**
   * Reads a line.
   *
   * @param descriptor the socket's, in its own process
   * @param columns of the line
   */
  static ProcSocket of(int descriptor, String[] columns) throws IOException {
    return new ProcSocket(descriptor, columns);
  }

  /** The descriptor's number. */
  public int descriptor() {
    return descriptor;
  }

  /** This end. */
  public InetSocketAddress local() {
    return local;
  }

  /** The other end; port 0 if it has none. */
  public InetSocketAddress remote() {
    return remote;
  }

  /** Whether it waits for connections and has none of its own. */
  public boolean isListening() {
    return state == LISTEN;
  }

  /** The state, in the kernel's word: {@code established}. */
  public String state() {
    return state < STATES.length ? STATES[state] : String.format(Locale.ROOT, "%02x", state);
  }

  /**
   * Whether keepalive is on, as the timer tells: where it is on, that timer runs unless one for
   * unacknowledged data does.
   *
   * @return null if it can't be told
   */
  public Boolean isKeepAlive() {
    boolean isOff = timer == NO_TIMER && state == ESTABLISHED;
    return timer == KEEPALIVE_TIMER ? Boolean.TRUE : isOff ? Boolean.FALSE : null;
  }

  /** In how many seconds the next probe is due; -1 if no keepalive timer runs. */
  public int nextProbe() {
    return timer == KEEPALIVE_TIMER ? timerSeconds : -1;
  }
}
