package io.github.kaagent.options;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The TCP sockets of this network namespace as /proc/self/net/tcp and tcp6 list them (proc(5)):
 * read once for many sockets, where the JDK has no native that tells a peer (8 and 11), and for
 * what a socket alone does not say.
 */
public final class TcpTable {

  private static final String LISTEN = "0A"; // TCP_LISTEN of linux/include/net/tcp_states.h

  // Columns: sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;

  private final Map<Long, String> remotes = new HashMap<>();
  private final Set<Integer> listening = new HashSet<>();

  private TcpTable() {}

  /**
   * As it is now.
   *
   * @throws IOException if /proc can't be read
   */
  public static TcpTable read() throws IOException {
    TcpTable table = new TcpTable();
    table.read("/proc/self/net/tcp");
    if (new File("/proc/self/net/tcp6").exists()) { // not with ipv6.disable=1
      table.read("/proc/self/net/tcp6");
    }
    return table;
  }

  private void read(String file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.US_ASCII))) {
      lines.readLine(); // the heading
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.trim().split(" +", -1);
        if (columns.length <= INODE) {
          continue; // a line that is being cut off
        }
        if (columns[STATE].equals(LISTEN)) {
          listening.add(port(columns[LOCAL]));
        } else {
          remotes.put(Long.valueOf(columns[INODE]), columns[REMOTE]);
        }
      }
    }
  }

  /** Whether somebody in this network namespace listens on a port. */
  public boolean isListenedOn(int port) {
    return listening.contains(port);
  }

  /**
   * The other end of the socket of a descriptor.
   *
   * @return null if it has none
   * @throws IOException if the descriptor is closed
   */
  public InetSocketAddress remote(int descriptor) throws IOException {
    String target =
        Files.readSymbolicLink(new File("/proc/self/fd/" + descriptor).toPath()).toString();
    String prefix = "socket:[";
    if (!target.startsWith(prefix)) {
      return null;
    }
    String remote =
        remotes.get(Long.valueOf(target.substring(prefix.length(), target.length() - 1)));
    return remote == null || port(remote) == 0 ? null : address(remote);
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  /**
   * {@code 0100007F:1F90}: 32-bit words in the byte order of the machine, then the port.
   *
   * @throws IOException never: 4 or 16 bytes are an address
   */
  public static InetSocketAddress address(String text) throws IOException {
    int colon = text.indexOf(':');
    byte[] bytes = new byte[colon / 2];
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    for (int i = 0; i < bytes.length; i++) {
      int at = isLittle ? i / 4 * 4 + 3 - i % 4 : i;
      bytes[i] = (byte) Integer.parseInt(text.substring(2 * at, 2 * at + 2), 16);
    }
    return new InetSocketAddress(InetAddress.getByAddress(bytes), port(text));
  }
}
