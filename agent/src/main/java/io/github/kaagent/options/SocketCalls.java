package io.github.kaagent.options;

import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The system calls on a socket, as jnr-ffi binds them. Each returns 0, or -1 and an errno. Public
 * only because the class that jnr-ffi makes of it has a loader of its own.
 */
public interface SocketCalls {
  /** setsockopt(2). */
  int setsockopt(int socket, int level, int name, @In int[] value, int length);

  /** getsockopt(2). */
  int getsockopt(int socket, int level, int name, @Out int[] value, @In @Out int[] length);

  /** getsockname(2). */
  int getsockname(int socket, @Out byte[] address, @In @Out int[] length);

  /** getpeername(2). */
  int getpeername(int socket, @Out byte[] address, @In @Out int[] length);
}
