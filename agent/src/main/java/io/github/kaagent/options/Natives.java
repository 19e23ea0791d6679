package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The system calls that socket options need, on any descriptor of this process. */
interface Natives {

  /** setsockopt(2) of an int. */
  void set(FileDescriptor fd, int level, int name, int value) throws IOException;

  /** getsockopt(2) of an int. */
  int get(FileDescriptor fd, int level, int name) throws IOException;

  /** getsockname(2); no name look-up. */
  InetSocketAddress local(FileDescriptor fd) throws IOException;

  /** getpeername(2), if {@link #namesPeers}; no name look-up. */
  InetSocketAddress remote(FileDescriptor fd) throws IOException;

  /** Whether {@link #remote} works; the JDK has a native for it from 12 on. */
  default boolean namesPeers() {
    return true;
  }

  /** The descriptor's number, -1 for none. */
  int number(FileDescriptor fd) throws IOException;

  /** A FileDescriptor for a number; its garbage collection closes nothing. */
  FileDescriptor descriptor(int number) throws IOException;

  /**
   * Identifies an open file by its equals, as device and inode do (fstat(2)).
   *
   * @throws IOException if the descriptor is closed
   */
  Object identity(FileDescriptor fd) throws IOException;
}
