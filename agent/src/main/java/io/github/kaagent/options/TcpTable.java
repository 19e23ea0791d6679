package io.github.kaagent.options;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The TCP sockets of a process's network namespace, as /proc/PID/net/tcp and tcp6 list them
 * (proc(5)). Read once for many sockets: for their remote addresses, where the JDK has no native
 * for these (8 and 11), and for what can't be read from a socket itself.
 */
public final class TcpTable {

  private static final String SOCKET = "socket:[";

  private final Map<Long, TcpLine> lines = new HashMap<>();
  private final Set<Integer> listening = new HashSet<>();

  private TcpTable() {}

  /**
   * Reads the table of a process's network namespace.
   *
   * @param pid may be {@code self}
   * @throws IOException if /proc can't be read
   */
  public static TcpTable of(String pid) throws IOException {
    TcpTable table = new TcpTable();
    table.read("/proc/" + pid + "/net/tcp");
    String tcp6 = "/proc/" + pid + "/net/tcp6";
    if (new File(tcp6).exists()) { // not with ipv6.disable=1
      table.read(tcp6);
    }
    return table;
  }

  private void read(String file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.US_ASCII))) {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        TcpLine line = TcpLine.of(text);
        if (line != null) {
          lines.put(line.inode, line);
          if (line.isListening) {
            listening.add(line.localPort);
          }
        }
      }
    }
  }

  /** Whether somebody in this network namespace listens on a port. */
  public boolean isListenedOn(int port) {
    return listening.contains(port);
  }

  /** The line of a socket; null if it is not a TCP socket. */
  public TcpLine line(long inode) {
    return lines.get(inode);
  }

  /**
   * The socket's inode, from a link in /proc/PID/fd.
   *
   * @return -1 if the descriptor is not a socket
   * @throws IOException if it is closed, or may not be read
   */
  public static long inode(Path descriptor) throws IOException {
    String target = Files.readSymbolicLink(descriptor).toString();
    return target.startsWith(SOCKET)
        ? Long.parseLong(target.substring(SOCKET.length(), target.length() - 1))
        : -1;
  }

  /**
   * The remote address of a descriptor of this process.
   *
   * @return null if it has none
   * @throws IOException if the descriptor is closed
   */
  public InetSocketAddress remote(int descriptor) throws IOException {
    TcpLine line = line(inode(new File("/proc/self/fd/" + descriptor).toPath()));
    InetSocketAddress remote = line == null || line.isListening ? null : line.remote();
    return remote == null || remote.getPort() == 0 ? null : remote;
  }
}
