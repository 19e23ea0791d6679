package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.TcpTable;
import java.io.File;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** This process's open TCP sockets, found by its descriptors in /proc/self/fd (proc(5)). */
public final class OpenSockets {
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  private final Kernel kernel;

  /** Reads the sockets through this kernel. */
  public OpenSockets(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * The sockets that are connected, connecting or listening. One closed meanwhile is left out.
   *
   * @throws IOException where there is no /proc/self/fd
   */
  public List<OpenSocket> list() throws IOException {
    TcpTable peers = peers();
    List<OpenSocket> sockets = new ArrayList<>();
    for (String name : names()) {
      OpenSocket socket = look(Integer.parseInt(name), peers);
      if (socket != null) {
        sockets.add(socket);
      }
    }
    return sockets;
  }

  /**
   * How many connections have unanswered probes, of keepalive or of a zero window.
   *
   * @throws IOException where there is no /proc/self/fd
   */
  public int unanswered() throws IOException {
    int unanswered = 0;
    for (String name : names()) {
      FileDescriptor fd = kernel.descriptor(Integer.parseInt(name));
      unanswered += kernel.isTcp(fd) && kernel.unanswered(fd) > 0 ? 1 : 0;
    }
    return unanswered;
  }

  /** The table of remote addresses, where the JDK has no native for these; else null. */
  TcpTable peers() throws IOException {
    return kernel.namesPeers() ? null : TcpTable.of("self");
  }

  /** The numbers of the open descriptors; one of them is that of the listing itself. */
  static String[] names() throws IOException {
    String[] names = DESCRIPTORS.list();
    if (names == null) {
      throw new IOException(DESCRIPTORS + " can't be read");
    }
    return names;
  }

  /** How many descriptors are open; 0 before Linux 6.2. */
  static long count() {
    return DESCRIPTORS.length();
  }

  /**
   * The TCP socket of a descriptor; null if it is something else, or its connect is still to come.
   *
   * @param peers see {@link #peers}
   */
  OpenSocket look(int number, TcpTable peers) throws IOException {
    FileDescriptor fd = kernel.descriptor(number);
    if (!kernel.isTcp(fd)) {
      return null;
    }
    try {
      if (kernel.isListening(fd)) {
        return new OpenSocket(kernel, number, null, false);
      }
      if (!kernel.isConnectedOrConnecting(fd)) {
        return null;
      }
      boolean isConnecting = kernel.isConnecting(fd);
      InetSocketAddress remote = kernel.remote(fd, peers);
      return remote == null ? null : new OpenSocket(kernel, number, remote, isConnecting);
    } catch (IOException ignored) {
      return null; // closed meanwhile
    }
  }
}
