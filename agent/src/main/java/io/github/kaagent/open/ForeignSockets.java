package io.github.kaagent.open;

import io.github.kaagent.options.Kernel;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Looks with these system calls. */
  public ForeignSockets(Kernel kernel) {
    this.sockets = new OpenSockets(kernel);
    this.calls = LibraryLoader.create(Calls.class).failImmediately().load("c");
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
      File folder = new File("/proc/" + pid + "/fd");
      String[] names = folder.list();
      if (names == null) {
        throw new IOException(folder + " can't be read: run the command as root");
      }
      for (String name : names) {
        if (isSocket(folder.toPath().resolve(name))) {
          visit(pid, process, Integer.parseInt(name), visitor);
        }
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
        "the kernel does not show the sockets of "
            + pid
            + " (errno "
            + Runtime.getRuntime(calls).getLastError()
            + "): run the command as root; it takes Linux 5.6");
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closed) {
      return false;
    }
  }
}
