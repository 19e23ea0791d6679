package io.github.kaagent.options;

import java.io.IOException;

/**
 * Level and name of each option as setsockopt(2) takes them, for each platform. The tests run on
 * Linux; the numbers of the others are from their C headers.
 */
final class OptionNumbers {
  /** In place of a number where the platform has no such option. */
  static final int NONE = -1;

  static final int TCP = 6; // IPPROTO_TCP, RFC 9293

  /** Stands for what the process has loaded already: a search by name may find a second libc. */
  private static final String PROCESS = null;

  // asm-generic/socket.h and linux/tcp.h.
  private static final OptionNumbers LINUX =
      new OptionNumbers(PROCESS, 1, 10, false)
          .asking(/* SO_PROTOCOL */ 38, /* TCP_INFO */ 11)
          .names(9, 4, 5, 6, 18);

  // sys/socket.h and netinet/tcp.h of xnu: TCP_KEEPALIVE is what others call TCP_KEEPIDLE. Its
  // TCP_RXT_CONNDROPTIME is no TCP_USER_TIMEOUT: it is in seconds and for retransmissions only.
  private static final OptionNumbers MACOS =
      new OptionNumbers(PROCESS, 0xffff, 30, true).names(8, 0x10, 0x101, 0x102, NONE);

  // winsock2.h, and ws2tcpip.h of Windows 10 1709 and later.
  private static final OptionNumbers WINDOWS =
      new OptionNumbers("ws2_32", 0xffff, 23, false).names(8, 3, 17, 16, NONE);

  // sys/socket.h and netinet/tcp.h of FreeBSD.
  private static final OptionNumbers FREEBSD =
      new OptionNumbers(PROCESS, 0xffff, 28, true)
          .asking(/* SO_PROTOCOL */ 0x1016, NONE)
          .names(8, 256, 512, 1024, NONE);

  /** The library that has setsockopt(), for jnr-ffi; null for the process itself. */
  final String library;

  /** SOL_SOCKET. */
  final int socketLevel;

  /** AF_INET6. */
  final int inet6;

  /** Whether a struct sockaddr begins with a byte for its length, then one for the family. */
  final boolean hasLength;

  /** SO_PROTOCOL, at the socket level. */
  int protocol = NONE;

  /** TCP_INFO, at the TCP level; its first byte is the connection's state. */
  int info = NONE;

  private int[] names;

  private OptionNumbers(String library, int socketLevel, int inet6, boolean hasLength) {
    this.library = library;
    this.socketLevel = socketLevel;
    this.inet6 = inet6;
    this.hasLength = hasLength;
  }

  private OptionNumbers asking(int soProtocol, int tcpInfo) {
    protocol = soProtocol;
    info = tcpInfo;
    return this;
  }

  /** Sets the names of the options, in the order of {@link Option}. */
  private OptionNumbers names(int... inOrder) {
    names = inOrder;
    return this;
  }

  /**
   * The table for a platform.
   *
   * @param os system property os.name
   * @param architecture system property os.arch
   */
  static OptionNumbers of(String os, String architecture) throws IOException {
    // Linux on mips and sparc has other numbers (asm/socket.h of each).
    boolean hasOtherNumbers = architecture.startsWith("mips") || architecture.startsWith("sparc");
    if (os.equals("Linux") && !hasOtherNumbers) {
      return LINUX;
    }
    if (os.startsWith("Mac OS") || os.equals("Darwin")) {
      return MACOS;
    }
    if (os.startsWith("Windows")) {
      return WINDOWS;
    }
    if (os.equals("FreeBSD")) {
      return FREEBSD;
    }
    throw new IOException(
        "the numbers of the socket options on " + os + " " + architecture + " are not known");
  }

  int level(Option option) {
    return option == Option.KEEPALIVE ? socketLevel : TCP;
  }

  boolean has(Option option) {
    return names[option.ordinal()] != NONE;
  }

  int name(Option option) throws IOException {
    if (!has(option)) {
      throw new IOException("this platform has no " + option.symbol);
    }
    return names[option.ordinal()];
  }
}
