package io.github.kaagent.descriptors;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.TcpTable;
import java.io.FileDescriptor;
import java.io.IOException;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks over the open descriptors every so many seconds, on one daemon thread, for connections that
 * it has not seen before, and once more over some of those that it has.
 *
 * <p>The listing alone costs a microsecond a descriptor, so there is one only if the number of
 * descriptors, or {@link ConnectionCounts}, says that something happened. A number that was there
 * the last time may belong to another connection by now, or have other values: each is looked at
 * again, no more than {@value #CHECKED_AT_ONCE} a sweep.
 */
public final class Sweep {
  /** What hears of connections; called on the sweep's thread. */
  public interface Found {
    /** A sweep begins. */
    void begins();

    /** A socket that listens, which no earlier sweep has found. */
    void listening(OpenSocket socket);

    /** A connection that no earlier sweep has found. */
    void found(OpenSocket socket);

    /** One that an earlier sweep has found. */
    void foundAgain(OpenSocket socket);

    /** The first sweep is over, which was only to learn what is open. */
    void learned();

    /** A sweep came to nothing; the next one comes in time. */
    void failed(Throwable cause);
  }

  // Before Linux 6.2 the number of descriptors is not told, and a connection that a server accepts
  // long after the handshake shows nowhere else.
  private static final int LIST_ANYWAY = 10;
  private static final int CHECKED_AT_ONCE = 1000;

  /** A descriptor as it was seen. */
  private static final class Seen {
    final Object identity;

    /** Null for what is no TCP socket. */
    final OpenSocket socket;

    Seen(Object identity, OpenSocket socket) {
      this.identity = identity;
      this.socket = socket;
    }
  }

  private final Kernel kernel;
  private final Found found;
  private final int seconds;
  private final OpenSockets sockets;
  private final ConnectionCounts counts = new ConnectionCounts();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ka-agent-sweep");

  /** By descriptor; null for what is to be looked at again. */
  private final NavigableMap<Integer, Seen> seen = new TreeMap<>();

  private long open;
  private int checked; // the one that was asked last
  private int unlisted;
  private boolean learns;

  /**
   * Does nothing before {@link #start}.
   *
   * @param seconds from one to the next, 1 or more
   * @param leavesExisting whether the first only learns what is there, and leaves it alone
   */
  public Sweep(Kernel kernel, int seconds, boolean leavesExisting, Found found) {
    this.kernel = kernel;
    this.sockets = new OpenSockets(kernel);
    this.seconds = seconds;
    this.learns = leavesExisting;
    this.found = found;
  }

  /** Starts the thread; the first sweep comes at once. */
  public void start() {
    thread.setDaemon(true);
    // Else the thread would keep alive the class loader of the application that happened to run.
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** Ends the thread, at the latest when a sweep under way is over. */
  public void stop() {
    stopped.countDown();
  }

  private void run() {
    do {
      try {
        sweep();
        if (learns) {
          learns = false;
          found.learned();
        }
      } catch (Throwable e) { // Else the JVM prints it.
        found.failed(e);
      }
    } while (await());
  }

  private boolean await() {
    try {
      return !stopped.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void sweep() throws IOException {
    // Before anything is looked at: a connection made meanwhile counts for the next sweep.
    boolean connections = counts.changed();
    long before = open;
    open = OpenSockets.count();
    found.begins();
    boolean gone = lookAgain();
    if (gone || (open == 0 ? connections || ++unlisted == LIST_ANYWAY : open != before)) {
      unlisted = 0;
      list();
    }
  }

  /** Looks at descriptors that may have become others; returns whether one is closed. */
  private boolean lookAgain() throws IOException {
    boolean gone = false;
    TcpTable peers = null;
    for (int left = Math.min(seen.size(), CHECKED_AT_ONCE); left > 0; left--) {
      Integer next = seen.higherKey(checked);
      checked = next == null ? seen.firstKey() : next;
      Object identity = identity(checked);
      Seen known = seen.get(checked);
      if (identity == null) {
        gone = true;
        seen.put(checked, null);
      } else if (known == null || !identity.equals(known.identity)) {
        peers = peers == null ? sockets.peers() : peers;
        seen.put(checked, look(checked, identity, peers));
      } else if (known.socket != null && known.socket.isConnected) {
        found.foundAgain(known.socket);
      }
    }
    return gone;
  }

  private Object identity(int number) throws IOException {
    FileDescriptor fd = kernel.descriptor(number);
    try {
      return kernel.identity(fd);
    } catch (IOException ignored) {
      return null; // closed
    }
  }

  private void list() throws IOException {
    TcpTable peers = sockets.peers();
    Set<Integer> listed = new HashSet<>();
    for (String name : OpenSockets.names()) {
      int number = Integer.parseInt(name);
      listed.add(number);
      if (seen.get(number) == null) {
        Object identity = identity(number);
        seen.put(number, identity == null ? null : look(number, identity, peers));
      }
    }
    seen.keySet().retainAll(listed);
  }

  /** What to remember of a descriptor, after telling of it if it is a socket. */
  private Seen look(int number, Object identity, TcpTable peers) throws IOException {
    OpenSocket socket = sockets.look(number, peers);
    if (socket == null) {
      // A TCP socket whose connect is to come is looked at again, what is none is not.
      return kernel.isTcp(kernel.descriptor(number)) ? null : new Seen(identity, null);
    }
    if (socket.isListening) {
      found.listening(socket);
      return new Seen(identity, socket);
    }
    if (learns) {
      return new Seen(identity, null); // It is left alone from now on.
    }
    found.found(socket);
    // Of one that is still connecting the rest is to be set when it is connected.
    return socket.isConnecting ? null : new Seen(identity, socket);
  }
}
