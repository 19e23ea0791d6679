package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.TcpTable;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Map;
import java.util.TreeMap;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;

/**
 * The TCP sockets of another process, read without its cooperation: each is duplicated into this
 * one for a moment (pidfd_getfd(2), Linux 5.6, with the right to ptrace(2) that process).
 */
public final class ForeignSockets {

  // asm-generic/unistd.h: the same on every architecture.
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;
  private static final int NO_PERMISSION = 1; // EPERM

  // linux/in.h, linux/tcp.h
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  // struct tcp_info, linux/tcp.h, as 32-bit fields; every Linux that runs a JDK has this many
  private static final int LAST_DATA_RECEIVED = 13;
  private static final int LAST_ACK_RECEIVED = 14;
  private static final int FIELDS = 15;

  /** Receives the connections. */
  public interface Visitor {
    /**
     * Called for each connection.
     *
     * @param descriptor its number in the other process
     * @param socket the duplicate; closed after this call
     * @param silentMillis milliseconds since something came from the other end; -1 if unknown
     */
    void visit(int descriptor, OpenSocket socket, long silentMillis);
  }

  /** Public only because the class that jnr-ffi generates for it has another class loader. */
  public interface Calls {
    /** syscall(2). */
    long syscall(long number, long first, long second, long third);

    /** getsockopt(2). */
    int getsockopt(int socket, int level, int name, @Out int[] value, @In @Out int[] length);

    /** close(2). */
    int close(int descriptor);
  }

  private final OpenSockets sockets;
  private final Calls calls;

  /**
   * Loads jnr-ffi.
   *
   * @throws IOException if its library can't be loaded, as where no folder is writable
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
   * The inodes of a process's sockets, of all kinds, by descriptor number.
   *
   * @throws IOException if this command may not read them; a refusal never gives an empty map
   */
  public static Map<Integer, Long> inodes(String pid) throws IOException {
    File descriptors = new File("/proc/" + pid + "/fd");
    String[] names = descriptors.list();
    if (names == null) {
      throw new IOException(descriptors + " can't be read");
    }
    Map<Integer, Long> inodes = new TreeMap<>();
    for (String name : names) {
      try {
        long inode = TcpTable.inode(new File(descriptors, name).toPath());
        if (inode >= 0) {
          inodes.put(Integer.valueOf(name), inode);
        }
      } catch (AccessDeniedException e) {
        throw new IOException("what is in " + descriptors + " can't be read", e);
      } catch (IOException ignored) {
        // closed meanwhile
      }
    }
    return inodes;
  }

  /**
   * Shows a visitor the TCP connections among some descriptors of a process.
   *
   * @param descriptors numbers, such as the keys of {@link #inodes}
   * @param table of that process's network namespace
   * @throws IOException if this is not permitted, or the kernel is too old
   */
  public void visit(String pid, Iterable<Integer> descriptors, TcpTable table, Visitor visitor)
      throws IOException {
    int pidfd = (int) calls.syscall(PIDFD_OPEN, Long.parseLong(pid), 0, 0);
    if (pidfd < 0) {
      throw refused(pid);
    }
    try {
      for (int descriptor : descriptors) {
        visit(pid, pidfd, descriptor, table, visitor);
      }
    } finally {
      calls.close(pidfd);
    }
  }

  private void visit(String pid, int pidfd, int descriptor, TcpTable table, Visitor visitor)
      throws IOException {
    int copy = (int) calls.syscall(PIDFD_GETFD, pidfd, descriptor, 0);
    if (copy < 0) {
      if (errno() == NO_PERMISSION) {
        throw refused(pid);
      }
      return; // closed meanwhile
    }
    try {
      OpenSocket socket = sockets.look(copy, table);
      if (socket != null && socket.isConnected) {
        visitor.visit(descriptor, socket, silentMillis(copy));
      }
    } finally {
      calls.close(copy);
    }
  }

  /** Since the last data or ACK, as in keepalive_time_elapsed of Linux's include/net/tcp.h. */
  private long silentMillis(int socket) {
    int[] info = new int[FIELDS];
    int[] length = {FIELDS * Integer.BYTES};
    if (calls.getsockopt(socket, IPPROTO_TCP, TCP_INFO, info, length) != 0) {
      return -1;
    }
    return Math.min(
        Integer.toUnsignedLong(info[LAST_DATA_RECEIVED]),
        Integer.toUnsignedLong(info[LAST_ACK_RECEIVED]));
  }

  private int errno() {
    return Runtime.getRuntime(calls).getLastError();
  }

  private IOException refused(String pid) {
    String why = "pidfd_getfd, errno " + errno() + "; it takes Linux 5.6 and CAP_SYS_PTRACE";
    return new IOException("the kernel does not hand out the sockets of " + pid + " (" + why + ")");
  }
}
