package io.github.kaagent.log;

/**
 * Lines that wait to be written. Where it's full, a line is counted and let go, and the count takes
 * the place of it. Whoever uses it holds its owner's lock.
 */
final class LogQueue {

  /** Some second of four thousand connections, a megabyte. */
  static final int MOST = 4096;

  // Linked, for what grows can run out of memory in the middle of it.
  private LogLine first;
  private LogLine newest;
  private int size;
  private int lost; // since the newest

  /** Adds a line, or counts it. */
  void add(LogLine line) {
    if (size >= MOST) {
      lost++;
    } else {
      if (lost > 0) {
        append(lostLine());
      }
      append(line);
    }
  }

  private void append(LogLine line) {
    if (first == null) {
      first = line;
    } else {
      newest.next = line;
    }
    newest = line;
    size++;
  }

  /** Counts a line that could not even be made. */
  void lose() {
    lost++;
  }

  private LogLine lostLine() {
    LogLine line = LogLine.ofLost(lost, System.currentTimeMillis());
    lost = 0;
    return line;
  }

  /** Whether there is nothing to write, not even how many lines are lost. */
  boolean isEmpty() {
    return first == null && lost == 0;
  }

  /** Takes the oldest; null if there is none. */
  LogLine poll() {
    if (first == null) {
      return lost > 0 ? lostLine() : null;
    }
    LogLine line = first;
    first = line.next;
    size--;
    return line;
  }
}
