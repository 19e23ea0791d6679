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
 * Looks at the open descriptors every so many seconds, on one daemon thread: for connections that
 * it has not seen before, and again at some of the known ones.
 *
 * <p>Listing the descriptors costs a microsecond each, so that is only done if their number, or
 * {@link ConnectionCounts}, says that something has happened. The number of a known descriptor may
 * belong to another connection by now, or its options may have changed: the known ones are looked
 * at again in turn, no more than {@value #CHECKED_AT_ONCE} a sweep.
 */
public final class Sweep {
  /** Is told what a sweep finds; called on the sweep's thread. */
  public interface Found {
    /** A sweep begins. */
    void begins();

    /** A listener that no earlier sweep has found. */
    void listening(OpenSocket socket);

    /** A connection that no earlier sweep has found. */
    void found(OpenSocket socket);

    /** A connection that an earlier sweep has found too. */
    void foundAgain(OpenSocket socket);

    /** The first sweep is over, and it was only to learn what is open. */
    void learned();

    /** A sweep failed; the next one is made as usual. */
    void failed(Throwable cause);
  }

  // Before Linux 6.2 the number of descriptors is unknown, and nothing else shows that a server
  // accepts a connection long after its handshake. So a listing is made after this many sweeps.
  private static final int LIST_ANYWAY = 10;
  private static final int CHECKED_AT_ONCE = 1000;

  /** What was found at a descriptor. */
  private static final class Seen {
    final Object identity;

    /** Null if it is not a TCP socket, or is left alone. */
    final OpenSocket socket;

    Seen(Object identity, OpenSocket socket) {
      this.identity = identity;
      this.socket = socket;
    }
  }

  private final Kernel kernel;
  private final Found observer;
  private final int seconds;
  private final OpenSockets sockets;
  private final ConnectionCounts counts = new ConnectionCounts();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "ka-agent-sweep");

  /** By descriptor number; null for one to be looked at again. */
  private final NavigableMap<Integer, Seen> seen = new TreeMap<>();

  private long openCount;
  private int lastChecked; // the descriptor that lookAgain has come to
  private int unlisted; // sweeps without a listing, before Linux 6.2
  private boolean isLearning;

  /**
   * Does nothing before {@link #start}.
   *
   * @param seconds between two sweeps, 1 or more
   * @param leavesExisting whether the first sweep only learns what is open, to be left alone
   */
  public Sweep(Kernel kernel, int seconds, boolean leavesExisting, Found observer) {
    this.kernel = kernel;
    this.sockets = new OpenSockets(kernel);
    this.seconds = seconds;
    this.isLearning = leavesExisting;
    this.observer = observer;
  }

  /** Starts the thread; the first sweep is made at once. */
  public void start() {
    thread.setDaemon(true);
    // Otherwise the thread inherits the caller's, and keeps the application's loader alive.
    thread.setContextClassLoader(null);
    thread.start();
  }

  /** Ends the thread, at the latest when the current sweep is over. */
  public void stop() {
    stopped.countDown();
  }

  private void run() {
    do {
      try {
        sweep();
        if (isLearning) {
          isLearning = false;
          observer.learned();
        }
      } catch (Throwable e) { // otherwise the JVM would print it
        observer.failed(e);
      }
    } while (await());
  }

  private boolean await() {
    try {
      return !stopped.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException ignored) {
      // The application may interrupt every thread that there is; this one sweeps at once.
      return stopped.getCount() > 0;
    }
  }

  private void sweep() throws IOException {
    // Read before looking: a connection made meanwhile is then noticed by the next sweep.
    boolean changed = counts.changed();
    long previous = openCount;
    openCount = OpenSockets.count();
    observer.begins();
    boolean closed = lookAgain();
    if (closed || (openCount == 0 ? changed || ++unlisted == LIST_ANYWAY : openCount != previous)) {
      unlisted = 0;
      list();
    }
  }

  /** Looks again at known descriptors; returns whether one of them is closed. */
  private boolean lookAgain() throws IOException {
    boolean closed = false;
    TcpTable peers = null;
    for (int remaining = Math.min(seen.size(), CHECKED_AT_ONCE); remaining > 0; remaining--) {
      Integer next = seen.higherKey(lastChecked);
      lastChecked = next == null ? seen.firstKey() : next;
      Object identity = identity(lastChecked);
      Seen known = seen.get(lastChecked);
      if (identity == null) {
        closed = true;
        seen.put(lastChecked, null);
      } else if (known == null || !identity.equals(known.identity)) {
        peers = peers == null ? sockets.peers() : peers;
        seen.put(lastChecked, look(lastChecked, identity, peers));
      } else if (known.socket != null && known.socket.isConnected) {
        observer.foundAgain(known.socket);
      }
    }
    return closed;
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

  /** Reports a descriptor if it is a TCP socket; returns what to remember of it. */
  private Seen look(int number, Object identity, TcpTable peers) throws IOException {
    OpenSocket socket = sockets.look(number, peers);
    if (socket == null) {
      // A TCP socket may be connected later, and is looked at again; anything else is not.
      return kernel.isTcp(kernel.descriptor(number)) ? null : new Seen(identity, null);
    }
    if (socket.isListening) {
      observer.listening(socket);
      return new Seen(identity, socket);
    }
    if (isLearning) {
      return new Seen(identity, null); // left alone from now on
    }
    observer.found(socket);
    // One that is connecting is looked at again: its user timeout is set once it is connected.
    return socket.isConnecting ? null : new Seen(identity, socket);
  }
}
