package io.github.kaagent.descriptors;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The TCP sockets of another process as /proc alone shows them: what is in its network namespace,
 * and of that what it has a descriptor of. It takes no system call beyond reading files.
 */
public final class ProcSockets {

  private static final String SOCKET = "socket:[";
  private static final String[] TABLES = {"net/tcp", "net/tcp6"};

  private ProcSockets() {}

  /**
   * Those of a process, by descriptor.
   *
   * @throws IOException if this command may not look
   */
  public static List<ProcSocket> of(int pid) throws IOException {
    Map<Long, String[]> lines = new HashMap<>();
    for (String table : TABLES) {
      Path file = folder(pid).resolve(table);
      if (Files.exists(file)) { // no tcp6 with ipv6.disable=1
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
          String[] columns = ProcSocket.columns(line);
          if (columns != null) {
            lines.put(ProcSocket.inode(columns), columns);
          }
        }
      }
    }
    List<ProcSocket> sockets = new ArrayList<>();
    for (Map.Entry<Integer, Long> socket : inodes(pid).entrySet()) {
      String[] columns = lines.get(socket.getValue());
      if (columns != null) {
        sockets.add(ProcSocket.of(socket.getKey(), columns));
      }
    }
    return sockets;
  }

  private static Path folder(int pid) {
    return new File("/proc/" + pid).toPath();
  }

  /**
   * The inodes of a process's sockets, of whatever kind, by their descriptors.
   *
   * @throws IOException if this command may not look: never is that an empty map
   */
  static Map<Integer, Long> inodes(int pid) throws IOException {
    File descriptors = folder(pid).resolve("fd").toFile();
    String[] names = descriptors.list();
    if (names == null) {
      throw new IOException(descriptors + " can't be read");
    }
    Map<Integer, Long> inodes = new TreeMap<>();
    for (String name : names) {
      try {
        String target = Files.readSymbolicLink(descriptors.toPath().resolve(name)).toString();
        if (target.startsWith(SOCKET)) {
          String inode = target.substring(SOCKET.length(), target.length() - 1);
          inodes.put(Integer.valueOf(name), Long.valueOf(inode));
        }
      } catch (AccessDeniedException e) {
        throw new IOException("what is in " + descriptors + " can't be read", e);
      } catch (IOException ignored) {
        // It was open a moment ago.
      }
    }
    return inodes;
  }
}
