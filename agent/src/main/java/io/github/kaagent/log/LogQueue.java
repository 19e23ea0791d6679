package io.github.kaagent.log;

/**
 * Lines that wait to be written. When the queue is full, a line is dropped and counted, and the
 * count takes its place. The caller holds the lock of the queue's owner.
 */
final class LogQueue {

  /** About a second of four thousand connections, at {@code log=debug}; takes a megabyte. */
  static final int MOST = 4096;

  // A ring: a collection that grows can run out of memory half-way.
  private final LogLine[] lines = new LogLine[MOST];
  private int first;
  private int size;
  private int lost; // since the newest line was added

  /** Adds a line, or counts it as lost. */
  void add(LogLine line) {
    if (lost > 0 && size < MOST) {
      append(lostLine());
    }
    if (size < MOST) {
      append(line);
    } else {
      lost++;
    }
  }

  private void append(LogLine line) {
    lines[(first + size) % MOST] = line;
    size++;
  }

  /** Counts a line as lost that could not even be made. */
  void lose() {
    lost++;
  }

  private LogLine lostLine() {
    LogLine line = LogLine.ofLost(lost);
    lost = 0;
    return line;
  }

  /** Whether there is nothing to write, not even a count of lost lines. */
  boolean isEmpty() {
    return size == 0 && lost == 0;
  }

  /** Removes the oldest line; null if there is none. */
  LogLine poll() {
    if (size == 0) {
      return lost > 0 ? lostLine() : null;
    }
    LogLine line = lines[first];
    lines[first] = null;
    first = (first + 1) % MOST;
    size--;
    return line;
  }
}
