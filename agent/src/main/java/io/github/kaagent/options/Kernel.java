package io.github.kaagent.options;

import io.github.kaagent.settings.Backend;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;

/**
 * What the kernel holds of a socket of this process, read and set by its descriptor: with the JDK's
 * own natives, or with jnr-ffi where these are not to be had, or not wanted. A descriptor that
 * another thread closes meanwhile gives an IOException and no harm.
 */
public final class Kernel {

  private static final int MPTCP = 262; // IPPROTO_MPTCP, linux/in.h

  // struct tcp_info, linux/tcp.h: where its tcpi_state and tcpi_probes are
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
   * The kernel, whose natives are looked for when they are first needed: not in the middle of a
   * class's loading.
   *
   * @param choice which natives may be used
   * @param instrumentation opens packages of java.base to the agent where that is needed; null
   *     where they are open, as to the agent's own commands
   */
  public Kernel(Backend choice, Instrumentation instrumentation) {
    this.choice = choice;
    this.instrumentation = instrumentation;
  }

  /** Whether natives have been needed so far, and were there. */
  public boolean isUsed() {
    NativeAccess known = access;
    return known != null && known.unavailable == null;
  }

  /** Uses other natives from now on. */
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
      access = known; // Two threads may come here at once, which does no harm.
    }
    if (known.unavailable != null) {
      throw known.unavailable;
    }
    return known;
  }

  private Natives natives() throws IOException {
    return access().natives;
  }

  /** How options reach the kernel, in words; null if none has had to so far. */
  public String inWords() {
    NativeAccess known = access;
    return known == null ? null : known.words;
  }

  /**
   * Sets an option, in the unit that {@link Option} says.
   *
   * @throws IOException if the kernel refuses it, or the platform has no such option
   */
  public void set(FileDescriptor fd, Option option, int value) throws IOException {
    NativeAccess to = access();
    to.natives.set(fd, to.numbers.level(option), to.numbers.name(option), value);
  }

  /**
   * Reads an option as the kernel holds it, in the unit that {@link Option} says.
   *
   * @throws IOException if the descriptor is not that of a TCP socket, or has no such option
   */
  public int get(FileDescriptor fd, Option option) throws IOException {
    NativeAccess to = access();
    int value = to.natives.get(fd, to.numbers.level(option), to.numbers.name(option));
    return option == Option.KEEPALIVE ? Math.min(value, 1) : value; // BSDs answer with the bit
  }

  /** Whether the platform has an option at all; only Linux has a user timeout. */
  public boolean has(Option option) throws IOException {
    return access().numbers.has(option);
  }

  /** Whether it is open, and a socket whose protocol is TCP or MPTCP, as SO_PROTOCOL says. */
  public boolean isTcp(FileDescriptor fd) throws IOException {
    if (access().numbers.protocol == OptionNumbers.NONE) {
      return isOpen(fd); // Windows, macOS: taken on trust
    }
    int protocol = protocol(fd);
    return protocol == OptionNumbers.TCP || protocol == MPTCP;
  }

  /** Whether it is MPTCP, which may have no TCP_USER_TIMEOUT. */
  public boolean isMptcp(FileDescriptor fd) throws IOException {
    return protocol(fd) == MPTCP;
  }

  private int protocol(FileDescriptor fd) throws IOException {
    NativeAccess to = access();
    try {
      return to.natives.get(fd, to.numbers.socketLevel, to.numbers.protocol);
    } catch (IOException ignored) {
      return -1; // closed, or no socket
    }
  }

  /** Whether a TCP socket listens. */
  public boolean isListening(FileDescriptor fd) throws IOException {
    return info(fd, STATE) == LISTEN;
  }

  /**
   * Whether a TCP socket has another end, or is about to; where the kernel does not tell the state
   * (TCP_INFO), it has.
   */
  public boolean isConnectedOrConnecting(FileDescriptor fd) throws IOException {
    int state = info(fd, STATE);
    return state >= 0 && state != CLOSED && state != LISTEN;
  }

  /** Whether the handshake of a connection that goes out is still to be answered. */
  public boolean isConnecting(FileDescriptor fd) throws IOException {
    return info(fd, STATE) == SYN_SENT;
  }

  /** How many probes of a connection have no answer so far (tcpi_probes). */
  public int unanswered(FileDescriptor fd) throws IOException {
    return info(fd, PROBES);
  }

  /**
   * One of the first four bytes of struct tcp_info, of which the kernel gives as much as it is
   * asked for; -1 for what is no TCP socket, 0 where the platform does not tell.
   */
  private int info(FileDescriptor fd, int at) throws IOException {
    NativeAccess to = access();
    if (to.numbers.info == OptionNumbers.NONE) {
      return 0;
    }
    try {
      int four = to.natives.get(fd, OptionNumbers.TCP, to.numbers.info);
      boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
      return (four >>> (8 * (isLittle ? at : 3 - at))) & 0xff;
    } catch (IOException ignored) {
      return -1; // closed, or another kind of descriptor
    }
  }

  /**
   * Whether the descriptor is open, by the kernel's word: an error of the JDK's natives comes with
   * a text in the language of the machine, and no number.
   */
  public boolean isOpen(FileDescriptor fd) throws IOException {
    Natives to = natives();
    try {
      return to.number(fd) >= 0 && to.identity(fd) != null;
    } catch (IOException ignored) {
      return false; // EBADF is all that fstat(2) has to say of a descriptor
    }
  }

  /** The address of this end, with no look-up of its name. */
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return natives().local(fd);
  }

  /**
   * The address of the other end, with no look-up of its name.
   *
   * @param table what to look it up in where the JDK does not tell; null to read it now
   * @return null if it has none
   */
  public InetSocketAddress remote(FileDescriptor fd, TcpTable table) throws IOException {
    if (namesPeers() && !isConnecting(fd)) { // ENOTCONN in SYN_SENT; the table has it
      try {
        return natives().remote(fd);
      } catch (IOException ignored) {
        return null; // not connected
      }
    }
    return (table == null ? TcpTable.of("self") : table).remote(natives().number(fd));
  }

  /** Whether the JDK tells the address of a descriptor's other end, as it does from 12 on. */
  public boolean namesPeers() throws IOException {
    return natives().namesPeers();
  }

  /** A descriptor's number, -1 for none. */
  public int number(FileDescriptor fd) throws IOException {
    return natives().number(fd);
  }

  /** A descriptor of a number; it closes nothing when it is garbage. */
  public FileDescriptor descriptor(int number) throws IOException {
    return natives().descriptor(number);
  }

  /**
   * What tells an open file from any other that has or had the same number, by its equals.
   *
   * @throws IOException if the descriptor is closed
   */
  public Object identity(FileDescriptor fd) throws IOException {
    return natives().identity(fd);
  }
}
