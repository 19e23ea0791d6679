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
  private volatile int ports;

  void add(int port) {
    if (!contains(port)) {
      set(port);
    }
  }

  /** Once for a port, and so with a lock. */
  private synchronized void set(int port) {
    bits[port / Integer.SIZE] |= 1 << port;
    ports++;
  }

  boolean contains(int port) {
    return ports > 0 && port > 0 && (bits[port / Integer.SIZE] & (1 << port)) != 0;
  }
}
