package io.github.kaagent.options;

import jnr.ffi.LibraryLoader;

/**
 * What the options are called in the C headers of each platform: level and name, as setsockopt(2)
 * takes them. Linux is what the tests run on; the others are from their headers.
 */
final class OptionNumbers {
  /** In place of a number where the platform has no such option. */
  static final int NONE = -1;

  private static final int TCP = 6; // IPPROTO_TCP, RFC 9293

  // In this order: library, SOL_SOCKET; SO_KEEPALIVE, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT,
  // TCP_USER_TIMEOUT; SO_PROTOCOL, SO_ACCEPTCONN, SO_COOKIE; AF_INET6; a length before the family?

  // asm-generic/socket.h and linux/tcp.h; SO_COOKIE is in Linux 4.12 and later.
  private static final OptionNumbers LINUX =
      new OptionNumbers(LibraryLoader.DEFAULT_LIBRARY, 1, 9, 4, 5, 6, 18, 38, 30, 57, 10, false);

  // sys/socket.h and netinet/tcp.h of xnu: TCP_KEEPALIVE is what others call TCP_KEEPIDLE. Its
  // TCP_RXT_CONNDROPTIME counts in seconds and only retransmissions: not TCP_USER_TIMEOUT.
  private static final OptionNumbers MACOS =
      new OptionNumbers(
          LibraryLoader.DEFAULT_LIBRARY,
          0xffff,
          8,
          0x10,
          0x101,
          0x102,
          NONE,
          NONE,
          2,
          NONE,
          30,
          true);

  // winsock2.h, and ws2tcpip.h of Windows 10 1709 and later.
  private static final OptionNumbers WINDOWS =
      new OptionNumbers("ws2_32", 0xffff, 8, 3, 17, 16, NONE, NONE, 2, NONE, 23, false);

  // sys/socket.h and netinet/tcp.h of FreeBSD.
  private static final OptionNumbers FREEBSD =
      new OptionNumbers(
          LibraryLoader.DEFAULT_LIBRARY,
          0xffff,
          8,
          256,
          512,
          1024,
          NONE,
          0x1016,
          2,
          NONE,
          28,
          true);

  /**
   * The library that has setsockopt(). The default one is what the process has loaded already: a
   * search by name may find a second libc, with an errno of its own.
   */
  final String library;

  /** SOL_SOCKET. */
  final int socketLevel;

  /** SO_PROTOCOL, of the socket level. */
  final int protocol;

  /** SO_ACCEPTCONN, of the socket level. */
  final int listening;

  /** SO_COOKIE, of the socket level. */
  final int cookie;

  /** AF_INET6. */
  final int inet6;

  /** Whether a struct sockaddr begins with a byte for its length, then one for the family. */
  final boolean bsd;

  private final int keepalive;
  private final int idle;
  private final int intvl;
  private final int cnt;
  private final int userTimeout;

  private OptionNumbers(
      String library,
      int socketLevel,
      int keepalive,
      int idle,
      int intvl,
      int cnt,
      int userTimeout,
      int protocol,
      int listening,
      int cookie,
      int inet6,
      boolean bsd) {
    this.library = library;
    this.socketLevel = socketLevel;
    this.keepalive = keepalive;
    this.idle = idle;
    this.intvl = intvl;
    this.cnt = cnt;
    this.userTimeout = userTimeout;
    this.protocol = protocol;
    this.listening = listening;
    this.cookie = cookie;
    this.inet6 = inet6;
    this.bsd = bsd;
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
    switch (option) {
      case KEEPALIVE:
        return keepalive;
      case IDLE:
        return idle;
      case INTVL:
        return intvl;
      case CNT:
        return cnt;
      case USER_TIMEOUT:
        return userTimeout;
    }
    return NONE;
  }
}
