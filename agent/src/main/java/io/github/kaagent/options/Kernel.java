package io.github.kaagent.options;

import io.github.kaagent.bridge.JavaBase;
import io.github.kaagent.settings.Backend;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.InetSocketAddress;
import java.net.KaAgentBridge;
import java.nio.ByteOrder;

/**
 * What the kernel holds of a socket of this process, read and set by its descriptor: with the JDK's
 * own natives, or with jnr-ffi where these are not to be had, or not wanted. A descriptor that
 * another thread closes meanwhile gives an IOException and no harm.
 */
public final class Kernel {

  private static final int MPTCP = 262; // IPPROTO_MPTCP, linux/in.h

  // linux/include/net/tcp_states.h
  private static final int SYN_SENT = 2;
  private static final int CLOSED = 7;
  private static final int LISTENING = 10;

  private static final int FIRST_WITH_HIDDEN_CLASSES = 15; // JEP 371
  private static final String NESTMATE = "sun/nio/ch/KaAgentNet.class";

  private final Instrumentation instrumentation;
  private volatile Backend choice;
  private volatile Ready ready;
  private volatile IOException unavailable;
  private volatile boolean namesNoPeers;

  /** Natives, the numbers that they take, and what they are, in words. */
  private static final class Ready {
    final Natives natives;
    final OptionNumbers numbers;
    final String way;

    Ready(Natives natives, OptionNumbers numbers, String way) {
      this.natives = natives;
      this.numbers = numbers;
      this.way = way;
    }
  }

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

  /** Whether natives have been needed so far. */
  public boolean isUsed() {
    return ready != null;
  }

  /** Uses other natives from now on. */
  public void use(Backend other) {
    if (choice != other) {
      choice = other;
      ready = null;
      unavailable = null;
    }
  }

  /** Two threads may come here at once, which does no harm. */
  private Ready ready() throws IOException {
    Ready known = ready;
    if (known != null) {
      return known;
    }
    IOException why = unavailable;
    if (why != null) {
      throw why;
    }
    try {
      known = find();
      ready = known;
      return known;
    } catch (IOException e) {
      unavailable = e;
      throw e;
    }
  }

  private Ready find() throws IOException {
    OptionNumbers numbers = numbers();
    if (choice == Backend.NATIVE) {
      return new Ready(ofJnrFfi(numbers), numbers, "jnr-ffi");
    }
    Throwable why;
    try {
      return new Ready(ofTheJdk(), numbers, "the JDK's natives");
    } catch (ReflectiveOperationException | IOException | RuntimeException | LinkageError e) {
      why = e;
    }
    if (choice == Backend.JDK) {
      throw new IOException("this JDK's natives can't be called (" + why + "); set options=auto");
    }
    return new Ready(ofJnrFfi(numbers), numbers, "jnr-ffi, for want of the JDK's: " + why);
  }

  private static OptionNumbers numbers() throws IOException {
    String os = System.getProperty("os.name");
    String architecture = System.getProperty("os.arch");
    OptionNumbers numbers = OptionNumbers.of(os, architecture);
    if (numbers == null) {
      throw new IOException(
          "the numbers of the socket options on " + os + " " + architecture + " are not known");
    }
    return numbers;
  }

  private Natives ofJnrFfi(OptionNumbers numbers) throws IOException {
    open("java.io");
    return new JnrNatives(numbers);
  }

  private void open(String internals) {
    if (instrumentation != null) {
      JavaBase.open(instrumentation, internals);
    }
  }

  private Natives ofTheJdk() throws ReflectiveOperationException, IOException {
    String version = System.getProperty("java.specification.version");
    boolean hasHiddenClasses =
        !version.startsWith("1.") && Integer.parseInt(version) >= FIRST_WITH_HIDDEN_CLASSES;
    if (!hasHiddenClasses || !JavaBase.hasBridge()) {
      open("sun.nio.ch");
      return new JdkNatives(); // before 15, or one of the agent's own commands
    }
    try (InputStream in = Kernel.class.getClassLoader().getResourceAsStream(NESTMATE)) {
      byte[] classFile = new byte[in.available()];
      if (in.read(classFile) != classFile.length) {
        throw new IOException("the agent's jar lacks " + NESTMATE);
      }
      return new NestmateNatives(KaAgentBridge.natives(classFile));
    }
  }

  /** How options reach the kernel, in words; null if none has had to so far. */
  public String way() {
    Ready known = ready;
    IOException why = unavailable;
    return known != null ? known.way : why != null ? "unavailable: " + why.getMessage() : null;
  }

  /**
   * Sets an option.
   *
   * @param value in the unit that {@link Option} says
   * @throws IOException if the kernel refuses it, or the platform has no such option
   */
  public void set(FileDescriptor fd, Option option, int value) throws IOException {
    Ready to = ready();
    to.natives.set(fd, to.numbers.level(option), name(to, option), value);
  }

  /**
   * Reads an option as the kernel holds it.
   *
   * @return in the unit that {@link Option} says; KEEPALIVE is 0 or 1
   * @throws IOException if the descriptor is not that of a TCP socket, or has no such option
   */
  public int get(FileDescriptor fd, Option option) throws IOException {
    Ready to = ready();
    int value = to.natives.get(fd, to.numbers.level(option), name(to, option));
    return option == Option.KEEPALIVE && value != 0 ? 1 : value; // BSDs answer with the bit
  }

  private static int name(Ready to, Option option) throws IOException {
    int name = to.numbers.name(option);
    if (name == OptionNumbers.NONE) {
      throw new IOException("this platform has no " + option.symbol());
    }
    return name;
  }

  /** Whether the platform has an option at all; only Linux has a user timeout. */
  public boolean has(Option option) throws IOException {
    return ready().numbers.name(option) != OptionNumbers.NONE;
  }

  /** Whether it is open, and a socket whose protocol is TCP or MPTCP, as SO_PROTOCOL says. */
  public boolean isTcp(FileDescriptor fd) throws IOException {
    int name = ready().numbers.protocol;
    if (name == OptionNumbers.NONE) {
      return isOpen(fd); // Windows, macOS: taken on trust
    }
    int protocol = ask(fd, name);
    return protocol == OptionNumbers.TCP || protocol == MPTCP;
  }

  /** Whether it is MPTCP, which may have no TCP_USER_TIMEOUT. */
  public boolean isMptcp(FileDescriptor fd) throws IOException {
    return ask(fd, ready().numbers.protocol) == MPTCP;
  }

  /** Whether it is a socket that listens, as SO_ACCEPTCONN says. */
  public boolean isListening(FileDescriptor fd) throws IOException {
    return ask(fd, ready().numbers.listening) > 0;
  }

  /**
   * Whether a TCP socket has another end, or is about to; where the kernel does not tell the state
   * (TCP_INFO), it has.
   */
  public boolean isConnectedOrConnecting(FileDescriptor fd) throws IOException {
    int state = state(fd);
    return state >= 0 && state != CLOSED && state != LISTENING;
  }

  /** Whether the handshake of a connection that goes out is still to be answered. */
  public boolean isConnecting(FileDescriptor fd) throws IOException {
    return state(fd) == SYN_SENT;
  }

  /**
   * The first byte of struct tcp_info, of which the kernel gives as much as it is asked for; -1 for
   * what is no TCP socket, 0 where the platform does not tell.
   */
  private int state(FileDescriptor fd) throws IOException {
    Ready to = ready();
    if (to.numbers.state == OptionNumbers.NONE) {
      return 0;
    }
    try {
      int first = to.natives.get(fd, OptionNumbers.TCP, to.numbers.state);
      return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? first & 0xff : first >>> 24;
    } catch (IOException ignored) {
      return -1; // closed, or another kind of descriptor
    }
  }

  private int ask(FileDescriptor fd, int name) throws IOException {
    Ready to = ready();
    try {
      return to.natives.get(fd, to.numbers.socketLevel, name);
    } catch (IOException ignored) {
      return -1; // closed, or no socket, or none that has it: no to whatever was asked
    }
  }

  /**
   * Whether the descriptor is open, by the kernel's word: an error of the JDK's natives comes with
   * a text in the language of the machine, and no number.
   */
  public boolean isOpen(FileDescriptor fd) throws IOException {
    Ready to = ready();
    try {
      return to.natives.number(fd) >= 0 && to.natives.identity(fd) != null;
    } catch (IOException ignored) {
      return false; // EBADF is all that fstat(2) has to say of a descriptor
    }
  }

  /**
   * The address of this end, with no look-up of its name.
   *
   * @throws IOException if the descriptor is closed, or no socket of the Internet's
   */
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return ready().natives.local(fd);
  }

  /**
   * The address of the other end, with no look-up of its name.
   *
   * @param table what to look it up in where the JDK does not tell; null to read it now
   * @return null if it has none
   * @throws IOException if it can't be told
   */
  public InetSocketAddress remote(FileDescriptor fd, TcpTable table) throws IOException {
    if (!namesNoPeers && !isConnecting(fd)) { // ENOTCONN in SYN_SENT; the table has it
      try {
        return ready().natives.remote(fd);
      } catch (UnsatisfiedLinkError e) {
        namesNoPeers = true; // 8 and 11
      } catch (IOException ignored) {
        return null; // not connected
      }
    }
    return (table == null ? TcpTable.read() : table).remote(ready().natives.number(fd));
  }

  /** Whether the JDK tells the address of a descriptor's other end, as it does from 12 on. */
  public boolean namesPeers() throws IOException {
    Ready to = ready();
    try {
      to.natives.remote(to.natives.descriptor(-1));
      return true;
    } catch (UnsatisfiedLinkError e) {
      namesNoPeers = true;
      return false;
    } catch (IOException ignored) {
      return true; // EBADF
    }
  }

  /** A descriptor's number, -1 for none. */
  public int number(FileDescriptor fd) throws IOException {
    return ready().natives.number(fd);
  }

  /** A descriptor of a number; it closes nothing when it is garbage. */
  public FileDescriptor descriptor(int number) throws IOException {
    return ready().natives.descriptor(number);
  }

  /**
   * What tells an open file from any other that has or had the same number, by its equals.
   *
   * @throws IOException if the descriptor is closed
   */
  public Object identity(FileDescriptor fd) throws IOException {
    return ready().natives.identity(fd);
  }
}
