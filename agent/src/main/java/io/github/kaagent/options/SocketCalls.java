package io.github.kaagent.options;

import jnr.ffi.Pointer;

/**
 * The system calls on a socket, as jnr-ffi binds them. Each returns 0, or -1 and an errno. Public
 * only because the class that jnr-ffi makes of it has a loader of its own.
 */
public interface SocketCalls {
  /** setsockopt(2). */
  int setsockopt(int socket, int level, int name, Pointer value, int length);

  /** getsockopt(2); length points to an int that goes in and comes out. */
  int getsockopt(int socket, int level, int name, Pointer value, Pointer length);

  /** getsockname(2). */
  int getsockname(int socket, Pointer address, Pointer length);

  /** getpeername(2). */
  int getpeername(int socket, Pointer address, Pointer length);
}
