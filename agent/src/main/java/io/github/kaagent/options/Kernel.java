package io.github.kaagent.options;

import io.github.kaagent.settings.Backend;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * Sets and reads the options and the state of this process's sockets, by their descriptors: with
 * the JDK's own natives or, where these can't be called or the settings say so, with jnr-ffi. If
 * another thread closes the descriptor meanwhile, that is an IOException and does no harm.
 */
public final class Kernel {

  private static final int MPTCP = 262; // IPPROTO_MPTCP, linux/in.h

  // struct tcp_info, linux/tcp.h: offsets of tcpi_state and tcpi_probes
  private static final int STATE = 0;
  private static final int PROBES = 3;

  // linux/include/net/tcp_states.h
  private static final int SYN_SENT = 2;
  private static final int CLOSED = 7;
  private static final int LISTEN = 10;

  private final Instrumentation instrumentation;
  private volatile Backend choice;
  private volatile NativeAccess access;

  /**
   * Looks for the natives when they are first needed, and so not in the middle of class loading.
   *
   * @param choice which natives may be used
   * @param instrumentation opens packages of java.base to the agent where that is needed; null
   *     where they are open already, as in the agent's own commands
   */
  public Kernel(Backend choice, Instrumentation instrumentation) {
    this.choice = choice;
    this.instrumentation = instrumentation;
  }

  /** Whether natives have been needed so far, and were found. */
  public boolean isUsed() {
    NativeAccess known = access;
    return known != null && known.unavailable == null;
  }

  /** Chooses other natives from now on. */
  public void use(Backend other) {
    if (choice != other) {
      choice = other;
      access = null;
    }
  }

  private NativeAccess access() throws IOException {
    NativeAccess known = access;
    if (known == null) {
      known = NativeAccess.find(choice, instrumentation);
      access = known; // Two threads may do this at once, which does no harm.
    }
    if (known.unavailable != null) {
      throw known.unavailable;
    }
    return known;
  }

  private Natives natives() throws IOException {
    return access().natives;
  }

  /** How options reach the kernel, in words. */
  public String inWords() {
    NativeAccess known = access;
    return known == null ? "not needed so far" : known.words;
  }

  /**
   * Sets an option, in the unit that {@link Option} says.
   *
   * @throws IOException if the kernel refuses it, or the platform has no such option
   */
  public void set(FileDescriptor fd, Option option, int value) throws IOException {
    NativeAccess found = access();
    found.natives.set(fd, found.numbers.level(option), found.numbers.name(option), value);
  }

  /**
   * Reads an option as the kernel holds it, in the unit that {@link Option} says.
   *
   * @throws IOException if this is not a TCP socket, or has no such option
   */
  public int get(FileDescriptor fd, Option option) throws IOException {
    NativeAccess found = access();
    int value = found.natives.get(fd, found.numbers.level(option), found.numbers.name(option));
    return option == Option.KEEPALIVE ? Math.min(value, 1) : value; // BSDs return the flag's bit
  }

  /** Whether the platform has an option at all; only Linux has a user timeout. */
  public boolean has(Option option) throws IOException {
    return access().numbers.has(option);
  }

  /** Whether the descriptor is an open TCP or MPTCP socket, as SO_PROTOCOL says. */
  public boolean isTcp(FileDescriptor fd) throws IOException {
    if (access().numbers.protocol == OptionNumbers.NONE) {
      return isOpen(fd); // Windows, macOS: no SO_PROTOCOL, the caller is trusted
    }
    int protocol = protocol(fd);
    return protocol == OptionNumbers.TCP || protocol == MPTCP;
  }

  /** Whether a socket is an MPTCP one, which may lack TCP_USER_TIMEOUT. */
  public boolean isMptcp(FileDescriptor fd) throws IOException {
    return protocol(fd) == MPTCP;
  }

  private int protocol(FileDescriptor fd) throws IOException {
    NativeAccess found = access();
    try {
      return found.natives.get(fd, found.numbers.socketLevel, found.numbers.protocol);
    } catch (IOException ignored) {
      return -1; // closed, or not a socket
    }
  }

  /** Whether a TCP socket listens. */
  public boolean isListening(FileDescriptor fd) throws IOException {
    return info(fd, STATE) == LISTEN;
  }

  /**
   * Whether a TCP socket is connected or connecting; true where the platform does not tell the
   * state (no TCP_INFO).
   */
  public boolean isConnectedOrConnecting(FileDescriptor fd) throws IOException {
    int state = info(fd, STATE);
    return state >= 0 && state != CLOSED && state != LISTEN;
  }

  /** Whether an outgoing connection is waiting for the answer to its SYN. */
  public boolean isConnecting(FileDescriptor fd) throws IOException {
    return info(fd, STATE) == SYN_SENT;
  }

  /** How many probes of a connection are unanswered so far (tcpi_probes). */
  public int unanswered(FileDescriptor fd) throws IOException {
    return info(fd, PROBES);
  }

  /**
   * One of the first four bytes of struct tcp_info, of which the kernel returns as much as is asked
   * for; -1 if this is not a TCP socket, 0 where the platform has no TCP_INFO.
   */
  private int info(FileDescriptor fd, int offset) throws IOException {
    NativeAccess found = access();
    if (found.numbers.info == OptionNumbers.NONE) {
      return 0;
    }
    try {
      int firstBytes = found.natives.get(fd, OptionNumbers.TCP, found.numbers.info);
      boolean isLittleEndian = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      return (firstBytes >>> (8 * (isLittleEndian ? offset : 3 - offset))) & 0xff;
    } catch (IOException ignored) {
      return -1; // closed, or not a TCP socket
    }
  }

  /**
   * Whether the descriptor is open. This asks the kernel, because an error of the JDK's natives has
   * a text in the machine's language and no errno.
   */
  public boolean isOpen(FileDescriptor fd) throws IOException {
    Natives natives = natives();
    try {
      return natives.number(fd) >= 0 && natives.identity(fd) != null;
    } catch (IOException ignored) {
      return false; // fstat(2) of a descriptor fails with EBADF alone
    }
  }

  /** The local address; no name look-up is made. */
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return natives().local(fd);
  }

  /**
   * The remote address; no name look-up is made.
   *
   * @param table where to find it if the JDK has no native for it; null to read the table now
   * @return null if the socket is not connected
   */
  public InetSocketAddress remote(FileDescriptor fd, TcpTable table) throws IOException {
    if (namesPeers() && !isConnecting(fd)) { // SYN_SENT: ENOTCONN, but the table has it
      try {
        return natives().remote(fd);
      } catch (IOException ignored) {
        return null; // not connected
      }
    }
    return (table == null ? TcpTable.of("self") : table).remote(natives().number(fd));
  }

  /** Whether the JDK has a native for a socket's remote address, as it does from 12 on. */
  public boolean namesPeers() throws IOException {
    return natives().namesPeers();
  }

  /** A descriptor's number, -1 for none. */
  public int number(FileDescriptor fd) throws IOException {
    return natives().number(fd);
  }

  /** A FileDescriptor for a number; its garbage collection closes nothing. */
  public FileDescriptor descriptor(int number) throws IOException {
    return natives().descriptor(number);
  }

  /**
   * Identifies the open file behind a descriptor by its equals, even if the number is reused.
   *
   * @throws IOException if the descriptor is closed
   */
  public Object identity(FileDescriptor fd) throws IOException {
    return natives().identity(fd);
  }
}
