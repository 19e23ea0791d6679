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
 * <p>A descriptor that was there the last time costs nothing beyond the listing. The listing can't
 * tell, though, that its number was closed and given to another connection meanwhile, so when
 * {@link ConnectionCounts} says that there were new ones anywhere in the network namespace, each is
 * asked for its identity: one system call, a quarter of a microsecond. A socket that is not
 * connected yet is looked at each time until it is.
 */
public final class Sweep {
  /** What hears of connections; called on the sweep's thread. */
  public interface Found {
    /** A socket that listens, which no earlier sweep has found. */
    void listening(OpenSocket socket);

    /** A connection that no earlier sweep has found. */
    void found(OpenSocket socket);

    /** A sweep came to nothing; the next one comes in time, unless no native call can be made. */
    void failed(Throwable cause);
  }

  private static final long NEW = 0; // the kernel's identities begin at 1

  private final NativeBackend nativeBackend;
  private final Found found;
  private final int seconds;
  private final ConnectionCounts counts = new ConnectionCounts();
  private final Thread thread = new Thread(this::run, "ka-agent-sweep");

  private long[] seen = new long[1024]; // by descriptor: identity, NEW, or -1 for no socket
  private BitSet present = new BitSet();
  private boolean stopped;
  private NativeOptions options;
  private OpenSockets sockets;

  /**
   * Does nothing before {@link #start}.
   *
   * @param seconds from one to the next, 1 or more
   */
  public Sweep(NativeBackend nativeBackend, int seconds, Found found) {
    this.nativeBackend = nativeBackend;
    this.seconds = seconds;
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
    // Before the listing: a connection made in between counts for the next sweep.
    boolean changed = counts.changed();
    BitSet listed = new BitSet(seen.length);
    for (String name : OpenSockets.names()) {
      int fd = Integer.parseInt(name);
      listed.set(fd);
      if (fd >= seen.length) {
        seen = Arrays.copyOf(seen, fd + fd / 2);
      }
      if (seen[fd] == NEW || (changed && seen[fd] != options.identity(fd))) {
        seen[fd] = look(fd);
      }
    }
    present.andNot(listed);
    for (int fd = present.nextSetBit(0); fd >= 0; fd = present.nextSetBit(fd + 1)) {
      seen[fd] = NEW;
    }
    present = listed;
  }

  /** What to remember of a descriptor, after reporting it if it is a connection. */
  private long look(int fd) {
    long identity = options.identity(fd);
    if (identity < 0 || !options.isTcp(fd)) {
      return identity;
    }
    OpenSocket socket = sockets.look(fd, identity);
    if (socket == null) {
      return NEW; // not connected yet
    }
    if (socket.listening()) {
      found.listening(socket);
    } else {
      found.found(socket);
    }
    return identity;
  }
}
