package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import java.io.IOException;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * The TCP sockets of another process, read without its taking part: each is duplicated into this
 * one for a moment (pidfd_getfd(2), Linux 5.6, with the right to ptrace(2) that process).
 */
public final class ForeignSockets {

  // asm-generic/unistd.h: the same on every architecture.
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;
  private static final int NO_PERMISSION = 1; // EPERM

  /** Who looks at the sockets. */
  public interface Visitor {
    /**
     * Called for each connection and each listening socket.
     *
     * @param descriptor its number in the other process
     * @param socket the duplicate; closed after this call
     */
    void visit(int descriptor, OpenSocket socket);
  }

  /** Public only because the class that jnr-ffi makes of it has a loader of its own. */
  public interface Calls {
    /** syscall(2). */
    long syscall(long number, long first, long second, long third);

    /** close(2). */
    int close(int descriptor);
  }

  private final OpenSockets sockets;
  private final Calls calls;

  /**
   * Looks with these system calls.
   *
   * @throws IOException if jnr-ffi's library can't be loaded, as where nothing can be written
   */
  public ForeignSockets(Kernel kernel) throws IOException {
    this.sockets = new OpenSockets(kernel);
    try {
      this.calls = LibraryLoader.create(Calls.class).failImmediately().load("c");
    } catch (RuntimeException | LinkageError e) {
      Throwable root = e;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String why = String.valueOf(root.getMessage()).split("\n", 2)[0];
      throw new IOException("jnr-ffi's library can't be loaded (" + why + ")", e);
    }
  }

  /**
   * Shows all TCP sockets of a process.
   *
   * @throws IOException if that isn't allowed, or the kernel can't
   */
  public void visit(int pid, Visitor visitor) throws IOException {
    int process = (int) calls.syscall(PIDFD_OPEN, pid, 0, 0);
    if (process < 0) {
      throw refused(pid);
    }
    try {
      for (int descriptor : ProcSockets.inodes(pid).keySet()) {
        visit(pid, process, descriptor, visitor);
      }
    } finally {
      calls.close(process);
    }
  }

  private void visit(int pid, int process, int descriptor, Visitor visitor) throws IOException {
    int copy = (int) calls.syscall(PIDFD_GETFD, process, descriptor, 0);
    if (copy < 0) {
      if (Runtime.getRuntime(calls).getLastError() == NO_PERMISSION) {
        throw refused(pid);
      }
      return; // closed meanwhile
    }
    try {
      OpenSocket socket = sockets.look(copy, null);
      if (socket != null && !socket.isConnecting()) {
        visitor.visit(descriptor, socket);
      }
    } finally {
      calls.close(copy);
    }
  }

  private IOException refused(int pid) {
    return new IOException(
        "the kernel does not hand out the sockets of "
            + pid
            + " (pidfd_getfd, errno "
            + Runtime.getRuntime(calls).getLastError()
            + "; it takes Linux 5.6 and CAP_SYS_PTRACE)");
  }
}
