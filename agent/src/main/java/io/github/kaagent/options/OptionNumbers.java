package io.github.kaagent.options;

/**
 * What the options are called in the C headers of each platform: level and name, as setsockopt(2)
 * takes them. Linux is what the tests run on; the others are from their headers.
 */
final class OptionNumbers {
  /** In place of a number where the platform has no such option. */
  static final int NONE = -1;

  static final int TCP = 6; // IPPROTO_TCP, RFC 9293

  /** Null is what a process has loaded already: a search by name may find a second libc. */
  private static final String PROCESS = null;

  // asm-generic/socket.h and linux/tcp.h.
  private static final OptionNumbers LINUX =
      new OptionNumbers(PROCESS, 1, 10, false)
          .names(9, 4, 5, 6, 18)
          .asking(/* SO_PROTOCOL */ 38, /* SO_ACCEPTCONN */ 30, /* TCP_INFO */ 11);

  // sys/socket.h and netinet/tcp.h of xnu: TCP_KEEPALIVE is what others call TCP_KEEPIDLE. Its
  // TCP_RXT_CONNDROPTIME counts in seconds and only retransmissions: not TCP_USER_TIMEOUT.
  private static final OptionNumbers MACOS =
      new OptionNumbers(PROCESS, 0xffff, 30, true)
          .names(8, 0x10, 0x101, 0x102, NONE)
          .asking(NONE, 2, NONE);

  // winsock2.h, and ws2tcpip.h of Windows 10 1709 and later.
  private static final OptionNumbers WINDOWS =
      new OptionNumbers("ws2_32", 0xffff, 23, false)
          .names(8, 3, 17, 16, NONE)
          .asking(NONE, 2, NONE);

  // sys/socket.h and netinet/tcp.h of FreeBSD.
  private static final OptionNumbers FREEBSD =
      new OptionNumbers(PROCESS, 0xffff, 28, true)
          .names(8, 256, 512, 1024, NONE)
          .asking(0x1016, 2, NONE);

  /** The library that has setsockopt(), for jnr-ffi; null for the process itself. */
  final String library;

  /** SOL_SOCKET. */
  final int socketLevel;

  /** AF_INET6. */
  final int inet6;

  /** Whether a struct sockaddr begins with a byte for its length, then one for the family. */
  final boolean hasLength;

  /** SO_PROTOCOL, of the socket level. */
  int protocol;

  /** SO_ACCEPTCONN, of the socket level. */
  int listening;

  /** TCP_INFO, of the TCP level, whose first byte is the connection's state. */
  int info;

  private final int[] names = new int[Option.values().length];

  private OptionNumbers(String library, int socketLevel, int inet6, boolean hasLength) {
    this.library = library;
    this.socketLevel = socketLevel;
    this.inet6 = inet6;
    this.hasLength = hasLength;
  }

  private OptionNumbers names(int keepalive, int idle, int intvl, int cnt, int userTimeout) {
    names[Option.KEEPALIVE.ordinal()] = keepalive;
    names[Option.IDLE.ordinal()] = idle;
    names[Option.INTVL.ordinal()] = intvl;
    names[Option.CNT.ordinal()] = cnt;
    names[Option.USER_TIMEOUT.ordinal()] = userTimeout;
    return this;
  }

  private OptionNumbers asking(int soProtocol, int soAcceptconn, int tcpInfo) {
    protocol = soProtocol;
    listening = soAcceptconn;
    info = tcpInfo;
    return this;
  }

  /**
   * The table for a platform, or null if there is none.
   *
   * @param os system property os.name
   * @param architecture system property os.arch
   */
  static OptionNumbers of(String os, String architecture) {
    // Linux on these two has numbers of its own (asm/socket.h of each).
    if (os.equals("Linux")
        && !architecture.startsWith("mips")
        && !architecture.startsWith("sparc")) {
      return LINUX;
    }
    if (os.startsWith("Mac OS") || os.equals("Darwin")) {
      return MACOS;
    }
    if (os.startsWith("Windows")) {
      return WINDOWS;
    }
    return os.equals("FreeBSD") ? FREEBSD : null;
  }

  int level(Option option) {
    return option == Option.KEEPALIVE ? socketLevel : TCP;
  }

  int name(Option option) {
    return names[option.ordinal()];
  }
}
