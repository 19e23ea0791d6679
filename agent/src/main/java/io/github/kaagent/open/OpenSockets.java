package io.github.kaagent.open;

import io.github.kaagent.options.NativeOptions;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The TCP sockets that this process has open, by its descriptors in /proc/self/fd (proc(5)). */
public final class OpenSockets {
  private static final File DESCRIPTORS = new File("/proc/self/fd");

  private final NativeOptions options;

  /** Looks with these system calls. */
  public OpenSockets(NativeOptions options) {
    this.options = options;
  }

  /**
   * Those that are connected, are connecting, or listen. One that is closed meanwhile is left out.
   *
   * @throws IOException where there is no /proc/self/fd
   */
  public List<OpenSocket> list() throws IOException {
    List<OpenSocket> sockets = new ArrayList<>();
    for (String name : names()) {
      OpenSocket socket = lookIfTcp(Integer.parseInt(name));
      if (socket != null) {
        sockets.add(socket);
      }
    }
    return sockets;
  }

  /** A TCP socket, or null if the descriptor is something else, or a socket without a port. */
  OpenSocket lookIfTcp(int fd) {
    return options.isTcp(fd) ? look(fd, options.identity(fd)) : null;
  }

  /** The descriptors that are open, in decimal; one of them is that of the listing itself. */
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

  /** A TCP socket; null if it has no port yet: then its connect is still to come. */
  OpenSocket look(int fd, long identity) {
    InetSocketAddress local = options.local(fd);
    if (local == null || local.getPort() == 0) {
      return null;
    }
    InetSocketAddress remote = options.remote(fd);
    boolean listening = remote == null && options.isListening(fd);
    return new OpenSocket(options, fd, identity, local, remote, listening);
  }
}
