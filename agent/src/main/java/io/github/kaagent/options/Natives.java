package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** The system calls that options take, on any descriptor of this process. */
interface Natives {

  /** setsockopt(2) of an int. */
  void set(FileDescriptor fd, int level, int name, int value) throws IOException;

  /** getsockopt(2) of an int. */
  int get(FileDescriptor fd, int level, int name) throws IOException;

  /** getsockname(2); no look-up of a name. */
  InetSocketAddress local(FileDescriptor fd) throws IOException;

  /** getpeername(2), where {@link #namesPeers} says so; no look-up of a name. */
  InetSocketAddress remote(FileDescriptor fd) throws IOException;

  /** Whether there is {@link #remote}, as in the JDK from 12 on. */
  default boolean namesPeers() {
    return true;
  }

  /** The descriptor's number, -1 for none. */
  int number(FileDescriptor fd) throws IOException;

  /** A descriptor of a number; it closes nothing when it is garbage. */
  FileDescriptor descriptor(int number) throws IOException;

  /**
   * What tells an open file from any other, by its equals (fstat(2)).
   *
   * @throws IOException if the descriptor is closed
   */
  Object identity(FileDescriptor fd) throws IOException;
}
