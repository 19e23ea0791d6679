package io.github.kaagent.options;

/** Why setsockopt or getsockopt failed, as asm-generic/errno.h of Linux numbers it. */
final class Errno {
  static final int EBADF = 9;
  static final int ENOPROTOOPT = 92;
  private static final int EINVAL = 22;
  private static final int ENOTSOCK = 88;
  private static final int EOPNOTSUPP = 95;

  private Errno() {}

  static boolean isNoSuchOption(int errno) {
    return errno == ENOPROTOOPT || errno == EOPNOTSUPP;
  }

  static String text(int errno) {
    switch (errno) {
      case EBADF:
        return "it is closed (EBADF)";
      case EINVAL:
        return "the kernel does not take this value, or the connection is gone (EINVAL)";
      case ENOTSOCK:
        return "it is not a socket (ENOTSOCK)";
      case ENOPROTOOPT:
      case EOPNOTSUPP:
        return "a socket of this kind has no such option (errno " + errno + ")";
      default:
        return "errno " + errno;
    }
  }
}
