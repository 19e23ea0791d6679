package io.github.kaagent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Runtime;

/**
 * What the kernel holds for every TCP socket of a process, read from outside that process: each
 * socket is duplicated into this one (pidfd_getfd(2), kernel 5.6; the same user with ptrace rights,
 * or root) and asked with getsockopt(2). Neither the agent nor the JDK's socket classes take part.
 */
public final class KernelSockets {

  // asm-generic/unistd.h: the same on every architecture.
  private static final long PIDFD_OPEN = 434;
  private static final long PIDFD_GETFD = 438;

  // asm-generic/socket.h, netinet/tcp.h
  private static final int SOL_SOCKET = 1;
  private static final int SO_KEEPALIVE = 9;
  private static final int SO_PROTOCOL = 38;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_MPTCP = 262;
  private static final int TCP_KEEPIDLE = 4;
  private static final int TCP_KEEPINTVL = 5;
  private static final int TCP_KEEPCNT = 6;
  private static final int TCP_INFO = 11;
  private static final int TCP_USER_TIMEOUT = 18;

  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;

  private static final int EBADF = 9;

  private static final LibC LIBC = LibraryLoader.create(LibC.class).load("c");

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private KernelSockets() {}

  /** One TCP socket. */
  public record Row(
      int fd,
      State state,
      InetSocketAddress local,
      InetSocketAddress remote,
      int keepalive,
      int idle,
      int intvl,
      int cnt,
      int userTimeout) {

    /** {@code 1/60/60/20}: keepalive, idle, intvl, cnt. */
    public String values() {
      return keepalive + "/" + idle + "/" + intvl + "/" + cnt;
    }
  }

  /** Waits until a process has this number of such sockets, listeners aside. */
  public static void await(long pid, int count, Predicate<Row> wanted) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (of(pid).stream().filter(wanted).count() != count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + count + " such sockets, but " + of(pid));
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** include/net/tcp_states.h, in the kernel's order. */
  public enum State {
    UNKNOWN,
    ESTABLISHED,
    SYN_SENT,
    SYN_RECV,
    FIN_WAIT1,
    FIN_WAIT2,
    TIME_WAIT,
    CLOSE,
    CLOSE_WAIT,
    LAST_ACK,
    LISTEN,
    CLOSING
  }

  /** All TCP sockets of this process except listeners, in the order of their descriptors. */
  public static List<Row> of(long pid) throws IOException {
    return all(pid).stream().filter(row -> row.state() != State.LISTEN).toList();
  }

  /** All TCP sockets of this process, in the order of their descriptors. */
  public static List<Row> all(long pid) throws IOException {
    List<Row> rows = new ArrayList<>();
    visit(
        pid,
        (fd, copy) -> {
          if (isTcp(copy)) {
            rows.add(row(fd, copy));
          }
        });
    return rows;
  }

  /** SO_KEEPALIVE of all sockets of this process that are not TCP: UDP, Unix-domain. */
  public static List<Integer> keepAliveOfOthers(long pid) throws IOException {
    List<Integer> values = new ArrayList<>();
    visit(
        pid,
        (fd, copy) -> {
          if (!isTcp(copy)) {
            values.add(get(copy, SOL_SOCKET, SO_KEEPALIVE));
          }
        });
    return values;
  }

  private static void visit(long pid, Visitor visitor) throws IOException {
    int pidfd = (int) LIBC.syscall(PIDFD_OPEN, pid, 0, 0);
    if (pidfd < 0) {
      throw new IOException("pidfd_open(" + pid + "): errno " + errno());
    }
    try {
      for (int fd : sockets(pid)) {
        int copy = (int) LIBC.syscall(PIDFD_GETFD, pidfd, fd, 0);
        if (copy >= 0) {
          try {
            visitor.visit(fd, copy);
          } finally {
            LIBC.close(copy);
          }
        } else if (errno() != EBADF) { // EBADF: closed meanwhile
          throw new IOException("pidfd_getfd(" + pid + ", " + fd + "): errno " + errno());
        }
      }
    } finally {
      LIBC.close(pidfd);
    }
  }

  private static boolean isTcp(int fd) throws IOException {
    int protocol = get(fd, SOL_SOCKET, SO_PROTOCOL);
    return protocol == IPPROTO_TCP || protocol == IPPROTO_MPTCP;
  }

  private static int[] sockets(long pid) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors
          .filter(KernelSockets::isSocket)
          .mapToInt(path -> Integer.parseInt(path.getFileName().toString()))
          .sorted()
          .toArray();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (NoSuchFileException e) {
      return false; // closed meanwhile
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(int fd, int copy) throws IOException {
    byte[] state = new byte[1];
    check(
        LIBC.getsockopt(copy, IPPROTO_TCP, TCP_INFO, state, new int[] {state.length}), "TCP_INFO");
    return new Row(
        fd,
        state[0] < State.values().length ? State.values()[state[0]] : State.UNKNOWN,
        address(LIBC::getsockname, copy),
        address(LIBC::getpeername, copy),
        get(copy, SOL_SOCKET, SO_KEEPALIVE),
        get(copy, IPPROTO_TCP, TCP_KEEPIDLE),
        get(copy, IPPROTO_TCP, TCP_KEEPINTVL),
        get(copy, IPPROTO_TCP, TCP_KEEPCNT),
        get(copy, SOL_SOCKET, SO_PROTOCOL) == IPPROTO_MPTCP
            ? 0 // MPTCP has no user timeout
            : get(copy, IPPROTO_TCP, TCP_USER_TIMEOUT));
  }

  private static int get(int fd, int level, int option) throws IOException {
    byte[] value = new byte[Integer.BYTES];
    check(LIBC.getsockopt(fd, level, option, value, new int[] {value.length}), "option " + option);
    return ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
  }

  /** Null if there is none: it's not connected. An IPv4-mapped address comes out as IPv4. */
  private static InetSocketAddress address(Name call, int fd) throws IOException {
    byte[] sockaddr = new byte[128]; // sockaddr_storage
    if (call.get(fd, sockaddr, new int[] {sockaddr.length}) != 0) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(sockaddr);
    int port = Short.toUnsignedInt(bytes.getShort(2));
    short family = bytes.order(ByteOrder.nativeOrder()).getShort(0);
    if (family == AF_INET) {
      return new InetSocketAddress(
          InetAddress.getByAddress(Arrays.copyOfRange(sockaddr, 4, 8)), port);
    }
    if (family == AF_INET6) {
      return new InetSocketAddress(
          InetAddress.getByAddress(Arrays.copyOfRange(sockaddr, 8, 24)), port);
    }
    throw new IOException("TCP over address family " + family);
  }

  private static void check(int result, String what) throws IOException {
    if (result != 0) {
      throw new IOException("getsockopt " + what + ": errno " + errno());
    }
  }

  private static int errno() {
    return Runtime.getRuntime(LIBC).getLastError();
  }

  /** What is done with each socket. */
  private interface Visitor {
    void visit(int fd, int copy) throws IOException;
  }

  private interface Name {
    int get(int fd, byte[] address, int[] length);
  }

  /** Public because jnr-ffi generates a class that implements it. */
  public interface LibC {
    long syscall(long number, long first, long second, long third);

    int getsockopt(int fd, int level, int option, byte[] value, int[] length);

    int getsockname(int fd, byte[] address, int[] length);

    int getpeername(int fd, byte[] address, int[] length);

    int close(int fd);
  }
}
