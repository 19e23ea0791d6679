package io.github.kaagent.enforce;

/**
 * The ports that connections came in on. A connected socket does not say which end opened it: it
 * came in if its local port is one of these. 8 KiB, however many connections there are.
 *
 * <p>No AtomicIntegerArray: it costs the first connection a millisecond of variable handles.
 */
final class ListeningPorts {

  private final int[] bits = new int[65536 / Integer.SIZE];

  /** Written after the bits and read before them, so that who reads one sees the other. */
  private volatile int changes;

  void add(int port) {
    if (!contains(port)) {
      set(port);
    }
  }

  /** Once for a port, and so with a lock. */
  private synchronized void set(int port) {
    bits[port / Integer.SIZE] |= 1 << port;
    changes++;
  }

  /** A connection that goes out has this port now, so it's nobody's to listen on. */
  void remove(int port) {
    if (contains(port)) {
      clear(port);
    }
  }

  private synchronized void clear(int port) {
    bits[port / Integer.SIZE] &= ~(1 << port);
    changes++;
  }

  boolean areNone() {
    return changes == 0;
  }

  boolean contains(int port) {
    return changes > 0 && port > 0 && (bits[port / Integer.SIZE] & (1 << port)) != 0;
  }
}
