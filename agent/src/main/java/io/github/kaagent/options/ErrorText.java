package io.github.kaagent.options;

/** What an errno of setsockopt or getsockopt means, as errno.h of Linux numbers them. */
final class ErrorText {
  private ErrorText() {}

  static String of(int errno) {
    switch (errno) {
      case 9:
        return "it is closed (EBADF)";
      case 22:
        return "the kernel does not take this value, or the connection is gone (EINVAL)";
      case 88:
        return "it is not a socket (ENOTSOCK)";
      case 92:
      case 95:
        return "a socket of this kind has no such option (errno " + errno + ")";
      default:
        return "errno " + errno;
    }
  }
}
