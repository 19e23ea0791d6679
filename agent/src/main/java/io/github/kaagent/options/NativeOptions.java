package io.github.kaagent.options;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Paths;
import jnr.ffi.LibraryLoader;
import jnr.ffi.LibraryOption;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * Reads and writes the options of any socket by its descriptor, through jnr-ffi. Safe for use by
 * many threads. A descriptor that isn't open, or that another thread closes meanwhile, gives an
 * IOException and no harm.
 */
public final class NativeOptions {
  private static final int INT = 4;
  private static final int ADDRESS = 128; // sizeof(struct sockaddr_storage)
  private static final int TCP = 6;
  private static final int MPTCP = 262;

  /** The {@link #identity} of a file, a pipe and the like. */
  public static final int NOT_A_SOCKET = -1;

  /** The {@link #identity} of a descriptor that isn't open. */
  public static final int CLOSED = 0;

  private static volatile NativeOptions loaded;
  private static String unavailable;

  private final OptionNumbers numbers;
  private final SocketCalls calls;
  private final Runtime runtime;
  private final NativeInts values;

  // Where the kernel writes answers: one for all, since a call takes less than a microsecond.
  private final NativeMemory answer;
  private final NativeMemory length;

  private NativeOptions(OptionNumbers numbers) {
    this.numbers = numbers;
    this.calls =
        LibraryLoader.create(SocketCalls.class)
            .failImmediately()
            .option(LibraryOption.SaveError, true)
            .load(numbers.library);
    this.runtime = Runtime.getRuntime(calls);
    this.values = new NativeInts(runtime);
    this.answer = new NativeMemory(runtime, ADDRESS);
    this.length = new NativeMemory(runtime, INT);
  }

  /**
   * Loads jnr-ffi and its native library, which takes 200 to 300 ms, at the first call; all others
   * have the same result. No system property is changed and nothing is printed.
   *
   * @param instrumentation grants native access on JDK 24 and later; null where there is none, and
   *     then it takes --enable-native-access there
   * @throws NativeUnavailable if no native call can be made here
   */
  public static synchronized NativeOptions load(Instrumentation instrumentation)
      throws NativeUnavailable {
    if (loaded == null && unavailable == null) {
      try {
        loaded = link(instrumentation);
      } catch (NativeUnavailable e) {
        unavailable = e.getMessage();
        throw e;
      }
    }
    if (loaded == null) {
      throw new NativeUnavailable(unavailable, null);
    }
    return loaded;
  }

  /**
   * What {@link #load} has loaded.
   *
   * @throws IOException if it has not, or could not
   */
  public static NativeOptions loaded() throws IOException {
    NativeOptions known = loaded;
    if (known == null) {
      throw new IOException("native calls are not loaded");
    }
    return known;
  }

  /** Whether jnr-ffi and its native library are in this JVM. */
  public static synchronized boolean isLoaded() {
    return loaded != null || unavailable != null;
  }

  private static NativeOptions link(Instrumentation instrumentation) throws NativeUnavailable {
    String os = System.getProperty("os.name");
    String architecture = System.getProperty("os.arch");
    OptionNumbers numbers = OptionNumbers.of(os, architecture);
    if (numbers == null) {
      throw new NativeUnavailable(
          "the numbers of the socket options on " + os + " " + architecture + " are not known",
          null);
    }
    String denied = NativeAccess.grant(instrumentation);
    if (denied != null) {
      throw new NativeUnavailable(denied, null);
    }
    try {
      JffiLibrary.load();
      return new NativeOptions(numbers);
    } catch (RuntimeException | LinkageError e) {
      // jffi's and jnr-ffi's failures are Errors, and RuntimeExceptions around them.
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      throw new NativeUnavailable("jnr-ffi can't be loaded: " + root, e);
    }
  }

  /**
   * Sets an option. Allocates nothing for a value that was set before.
   *
   * @param fd a socket's descriptor; on Windows its handle
   * @param value in the unit that {@link Option} says
   * @throws NoSuchOption if the socket or the platform has none: TCP_USER_TIMEOUT with MPTCP
   * @throws IOException if the kernel refuses it
   */
  public void set(int fd, Option option, int value) throws IOException {
    int name = name(option);
    Pointer memory = values.of(value);
    if (calls.setsockopt(fd, numbers.level(option), name, memory, INT) != 0) {
      throw failed(option.symbol() + " = " + value, fd);
    }
  }

  /**
   * Reads an option as the kernel holds it.
   *
   * @return in the unit that {@link Option} says; KEEPALIVE is 0 or 1
   * @throws NoSuchOption if the socket or the platform has none
   * @throws IOException if the descriptor isn't that of a TCP socket
   */
  public synchronized int get(int fd, Option option) throws IOException {
    length.bytes.putInt(0, INT);
    if (calls.getsockopt(fd, numbers.level(option), name(option), answer.pointer, length.pointer)
        != 0) {
      throw failed(option.symbol(), fd);
    }
    int value = answer.bytes.getInt(0);
    return option == Option.KEEPALIVE && value != 0 ? 1 : value; // BSDs answer with the bit
  }

  private int name(Option option) throws IOException {
    int name = numbers.name(option);
    if (name == OptionNumbers.NONE) {
      throw new NoSuchOption(option.symbol() + ": this platform has no such option");
    }
    return name;
  }

  /** Whether it is a socket and its protocol is TCP, or MPTCP, as SO_PROTOCOL says. */
  public boolean isTcp(int fd) {
    int protocol = ask(fd, numbers.protocol);
    return protocol == TCP || protocol == MPTCP;
  }

  /** Whether it is a socket that listens, as SO_ACCEPTCONN says. */
  public boolean isListening(int fd) {
    return ask(fd, numbers.listening) > 0;
  }

  /**
   * A number that no other socket has had since the machine started: SO_COOKIE, and before Linux
   * 4.12 that of the inode.
   *
   * @return the number, above 0; {@link #NOT_A_SOCKET}; or {@link #CLOSED}
   */
  public long identity(int fd) {
    int errno;
    synchronized (this) {
      length.bytes.putInt(0, Long.BYTES);
      if (calls.getsockopt(fd, numbers.socketLevel, numbers.cookie, answer.pointer, length.pointer)
          == 0) {
        return answer.bytes.getLong(0);
      }
      errno = runtime.getLastError();
    }
    switch (errno) {
      case Errno.EBADF:
        return CLOSED;
      case Errno.ENOPROTOOPT:
        return inode(fd);
      default:
        return NOT_A_SOCKET;
    }
  }

  private static long inode(int fd) {
    String prefix = "socket:[";
    try {
      String target = Files.readSymbolicLink(Paths.get("/proc/self/fd/" + fd)).toString();
      return target.startsWith(prefix)
          ? Long.parseLong(target.substring(prefix.length(), target.length() - 1))
          : NOT_A_SOCKET;
    } catch (IOException e) {
      return CLOSED;
    }
  }

  private synchronized int ask(int fd, int name) {
    length.bytes.putInt(0, INT);
    return calls.getsockopt(fd, numbers.socketLevel, name, answer.pointer, length.pointer) == 0
        ? answer.bytes.getInt(0)
        : NOT_A_SOCKET;
  }

  /**
   * The address of this end, with no look-up of its name.
   *
   * @return null if it isn't an internet socket
   */
  public synchronized InetSocketAddress local(int fd) {
    length.bytes.putInt(0, ADDRESS);
    return calls.getsockname(fd, answer.pointer, length.pointer) == 0 ? address() : null;
  }

  /**
   * The address of the other end, with no look-up of its name.
   *
   * @return null if it isn't an internet socket, or isn't connected
   */
  public synchronized InetSocketAddress remote(int fd) {
    length.bytes.putInt(0, ADDRESS);
    return calls.getpeername(fd, answer.pointer, length.pointer) == 0 ? address() : null;
  }

  /** What getsockname or getpeername wrote: struct sockaddr_in or sockaddr_in6. */
  private InetSocketAddress address() {
    int family = numbers.bsd ? answer.bytes.get(1) : answer.bytes.getShort(0);
    int port = (answer.bytes.get(2) & 0xff) << 8 | (answer.bytes.get(3) & 0xff);
    try {
      if (family == 2) {
        return new InetSocketAddress(InetAddress.getByAddress(bytes(4, 4)), port);
      }
      if (family != numbers.inet6) {
        return null;
      }
      // An IPv4 address that is mapped into IPv6 comes out as IPv4.
      InetAddress address = InetAddress.getByAddress(bytes(8, 16));
      int scope = answer.bytes.getInt(24);
      if (scope != 0 && address.isLinkLocalAddress()) {
        address = Inet6Address.getByAddress(null, bytes(8, 16), scope);
      }
      return new InetSocketAddress(address, port);
    } catch (IOException e) {
      throw new AssertionError(e); // 4 or 16 bytes are always an address
    }
  }

  private byte[] bytes(int offset, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = answer.bytes.get(offset + i);
    }
    return bytes;
  }

  private IOException failed(String what, int fd) {
    int errno = runtime.getLastError();
    String text = what + " on descriptor " + fd + ": " + Errno.text(errno);
    return Errno.isNoSuchOption(errno) ? new NoSuchOption(text) : new IOException(text);
  }
}
