package io.github.kaagent.log;

/**
 * Lines that wait to be written. Where it's full, a line is counted and let go, and the count takes
 * the place of it. Whoever uses it holds its owner's lock.
 */
final class LogQueue {

  /** Some second of four thousand connections, a megabyte. */
  static final int MOST = 4096;

  // A ring, for what grows can run out of memory in the middle of it.
  private final LogLine[] lines = new LogLine[MOST];
  private int first;
  private int size;
  private int lost; // since the newest

  /** Adds a line, or counts it. */
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

  /** Counts a line that could not even be made. */
  void lose() {
    lost++;
  }

  private LogLine lostLine() {
    LogLine line = LogLine.ofLost(lost);
    lost = 0;
    return line;
  }

  /** Whether there is nothing to write, not even how many lines are lost. */
  boolean isEmpty() {
    return size == 0 && lost == 0;
  }

  /** Takes the oldest; null if there is none. */
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
