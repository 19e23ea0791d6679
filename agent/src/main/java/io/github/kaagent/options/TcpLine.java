package io.github.kaagent.options;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * A line of /proc/PID/net/tcp or tcp6 (proc(5), get_tcp4_sock in Linux's net/ipv4/tcp_ipv4.c): a
 * TCP socket, its state and its timer. Immutable.
 */
public final class TcpLine {

  // Columns: sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int TIMER = 5;
  private static final int RETRANSMITTED = 6;
  private static final int PROBED = 8;
  private static final int INODE = 9;

  private static final int ESTABLISHED = 1;
  private static final int LISTEN = 10;

  private static final int RETRANSMIT = 1;
  private static final int KEEPALIVE = 2;

  /** The timer column is in units of USER_HZ, 100 on every architecture that has a JDK. */
  private static final int TICK_MILLIS = 10;

  /** linux/include/net/tcp_states.h. */
  private static final String[] STATES =
      ("- established syn_sent syn_recv fin_wait1 fin_wait2 time_wait close close_wait last_ack"
              + " listen closing new_syn_recv")
          .split(" ", -1);

  private static final String[] TIMERS = {null, "retransmit", "keepalive", "time_wait", "persist"};

  private final String local;
  private final String remote;

  /** The socket's inode; no other open socket has it. */
  final long inode;

  /** This end's port. */
  public final int localPort;

  /** The state in the kernel's terms, such as {@code established}. */
  public final String state;

  /** Whether it is a listener, which has no connection of its own. */
  public final boolean isListening;

  /** The running timer: keepalive, retransmit, persist, time_wait; null for none. */
  public final String timer;

  /** Milliseconds until the timer expires. */
  public final long timerMillis;

  /** How many probes, or retransmissions, are unanswered. */
  public final int unanswered;

  /**
   * Whether keepalive is on. The timer tells: if it is on, the keepalive timer runs, unless one for
   * unacknowledged data does. Null if this can't be told.
   */
  public final Boolean isKeepAlive;

  private TcpLine(String[] columns) {
    local = columns[LOCAL];
    remote = columns[REMOTE];
    localPort = port(local);
    int stateNumber = Integer.parseInt(columns[STATE], 16);
    state = stateNumber < STATES.length ? STATES[stateNumber] : String.valueOf(stateNumber);
    isListening = stateNumber == LISTEN;
    int colon = columns[TIMER].indexOf(':');
    int timerNumber = Integer.parseInt(columns[TIMER].substring(0, colon), 16);
    timer = timerNumber < TIMERS.length ? TIMERS[timerNumber] : null;
    timerMillis = Long.parseLong(columns[TIMER].substring(colon + 1), 16) * TICK_MILLIS;
    unanswered =
        timerNumber == RETRANSMIT
            ? Integer.parseInt(columns[RETRANSMITTED], 16)
            : Integer.parseInt(columns[PROBED]);
    boolean isOff = timerNumber == 0 && stateNumber == ESTABLISHED;
    isKeepAlive = timerNumber == KEEPALIVE ? Boolean.TRUE : isOff ? Boolean.FALSE : null;
    inode = Long.parseLong(columns[INODE]);
  }

  /** Reads a line; null if it is the heading, or cut off. */
  static TcpLine of(String line) {
    String[] columns = line.trim().split(" +", -1);
    boolean isWhole = columns.length > INODE + 1 && columns[TIMER].indexOf(':') > 0;
    return isWhole && columns[0].endsWith(":") ? new TcpLine(columns) : null;
  }

  /** This end. */
  public InetSocketAddress local() throws IOException {
    return address(local);
  }

  /** The other end; port 0 if it has none. */
  public InetSocketAddress remote() throws IOException {
    return address(remote);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  /**
   * {@code 0100007F:1F90}: 32-bit words in the byte order of the machine, then the port.
   *
   * @throws IOException never: 4 or 16 bytes are an address
   */
  private static InetSocketAddress address(String text) throws IOException {
    int colon = text.indexOf(':');
    byte[] bytes = new byte[colon / 2];
    boolean isLittleEndian = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < bytes.length; i++) {
      int source = isLittleEndian ? i / 4 * 4 + 3 - i % 4 : i;
      bytes[i] = (byte) Integer.parseInt(text.substring(2 * source, 2 * source + 2), 16);
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), port(text));
  }
}
