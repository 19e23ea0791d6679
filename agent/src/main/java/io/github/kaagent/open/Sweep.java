package io.github.kaagent.open;

import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.options.NativeOptions;
import io.github.kaagent.options.NativeUnavailable;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.TimeUnit;

/**
 * Looks over the open descriptors every so many seconds, on one daemon thread, for connections that
 * it has not seen before.
 *
 * <p>The listing alone costs a microsecond a descriptor, so there is one only if the number of
 * descriptors, or {@link ConnectionCounts}, says that something happened. A number that was there
 * the last time may belong to another connection by now: if there were new connections in the
 * network namespace, each is asked for its identity, half a microsecond, no more than {@value
 * #CHECKED_AT_ONCE} a sweep. What was seen before costs nothing more.
 */
public final class Sweep {
  /** What hears of connections; called on the sweep's thread. */
  public interface Found {
    /** A socket that listens, which no earlier sweep has found. */
    void listening(OpenSocket socket);

    /**
     * A connection that no earlier sweep has found.
     *
     * @param again whether this is the second time, after an answer of false
     * @return false to be shown it once more by the next sweep
     */
    boolean found(OpenSocket socket, boolean again);

    /** The first sweep is over, which was only to learn what is open. */
    void learned();

    /** A sweep came to nothing; the next one comes in time, unless no native call can be made. */
    void failed(Throwable cause);
  }

  // Before Linux 6.2 the number of descriptors is not told, and a connection that a server accepts
  // long after the handshake shows nowhere else.
  private static final int LIST_ANYWAY = 10;
  private static final int CHECKED_AT_ONCE = 2000;

  private final NativeBackend nativeBackend;
  private final Found found;
  private final int seconds;
  private final ConnectionCounts counts = new ConnectionCounts();
  private final Thread thread = new Thread(this::run, "ka-agent-sweep");

  private long[] seen = new long[1024]; // by descriptor: identity as of NativeOptions, or CLOSED
  private BitSet present = new BitSet();
  private final BitSet shown = new BitSet(); // those to be looked at once more
  private boolean listAgain; // for them
  private long open;
  private int unchecked; // how many of those present may have become others
  private int checked; // the one that was asked last
  private int unlisted;
  private boolean stopped;
  private boolean learns;
  private NativeOptions options;
  private OpenSockets sockets;

  /**
   * Does nothing before {@link #start}.
   *
   * @param seconds from one to the next, 1 or more
   * @param leavesExisting whether the first only learns what is there, and leaves it alone
   */
  public Sweep(NativeBackend nativeBackend, int seconds, boolean leavesExisting, Found found) {
    this.nativeBackend = nativeBackend;
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
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void run() {
    try {
      options = nativeBackend.open(); // on this thread: it takes 250 ms
      sockets = new OpenSockets(options);
    } catch (NativeUnavailable e) {
      found.failed(e);
      return;
    }
    do {
      try {
        sweep();
        if (learns) {
          learns = false;
          found.learned();
        }
      } catch (IOException | RuntimeException | LinkageError e) {
        found.failed(e);
      }
    } while (await());
  }

  private synchronized boolean await() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    try {
      for (long left = end - System.nanoTime(); !stopped && left > 0; ) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
      return !stopped;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void sweep() throws IOException {
    // Before anything is looked at: a connection made meanwhile counts for the next sweep.
    boolean connections = counts.changed();
    long before = open;
    open = OpenSockets.count();
    if (connections) {
      unchecked = present.cardinality();
    }
    boolean gone = check();
    if (gone
        || listAgain
        || (open == 0 ? connections || ++unlisted == LIST_ANYWAY : open != before)) {
      unlisted = 0;
      list();
    }
  }

  /** Looks at descriptors that have become others; returns whether one is closed. */
  private boolean check() {
    boolean gone = false;
    for (int left = Math.min(unchecked, CHECKED_AT_ONCE); left > 0; left--) {
      unchecked--;
      int next = present.nextSetBit(checked + 1);
      checked = next < 0 ? present.nextSetBit(0) : next;
      long identity = options.identity(checked);
      if (identity != seen[checked]) {
        gone |= identity == NativeOptions.CLOSED;
        seen[checked] = look(checked);
      }
    }
    return gone;
  }

  private void list() throws IOException {
    BitSet listed = new BitSet(seen.length);
    listAgain = false;
    for (String name : OpenSockets.names()) {
      int fd = Integer.parseInt(name);
      listed.set(fd);
      if (fd >= seen.length) {
        seen = Arrays.copyOf(seen, fd + fd / 2);
      }
      if (seen[fd] == NativeOptions.CLOSED) {
        seen[fd] = look(fd);
      }
    }
    present.andNot(listed);
    for (int fd = present.nextSetBit(0); fd >= 0; fd = present.nextSetBit(fd + 1)) {
      seen[fd] = NativeOptions.CLOSED;
      shown.clear(fd);
    }
    present = listed;
    unchecked = Math.min(unchecked, present.cardinality());
  }

  /** What to remember of a descriptor, after reporting it if it is a connection. */
  private long look(int fd) {
    long identity = options.identity(fd);
    if (identity <= 0 || !options.isTcp(fd)) {
      return identity;
    }
    OpenSocket socket = sockets.look(fd, identity);
    if (socket == null) {
      return NativeOptions.CLOSED; // Its connect is to come: the counts will tell.
    }
    if (socket.listening()) {
      found.listening(socket);
      return identity;
    }
    boolean again = shown.get(fd);
    if (socket.connected() && (learns || found.found(socket, again))) {
      shown.clear(fd);
      return identity;
    }
    shown.set(fd);
    listAgain |= !again; // No more often: what is not connected by then may never be.
    return NativeOptions.CLOSED;
  }
}
