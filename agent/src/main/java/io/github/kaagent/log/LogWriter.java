package io.github.kaagent.log;

import java.io.IOException;
import java.security.AccessController;

/**
 * Lines that wait to be written, and what writes them, on a daemon thread. Who adds one never waits
 * for standard error or a disk: where the queue is full, the line is counted and let go, and the
 * count is written where the line would have been.
 *
 * <p>The thread is started for a line and ends when all are written, unless many are expected
 * ({@link #last}). So there is none in a JVM that logs nothing, and none that keeps the agent's
 * class loader after a detach.
 */
final class LogWriter implements Runnable {

  /** Where lines go. */
  interface Sink {
    void write(String line) throws IOException;

    default void close() throws IOException {}
  }

  private static final long SECOND = 1_000_000_000;

  /** Null for standard error. */
  final String file;

  private final LogQueue queue = new LogQueue();
  private boolean lasts;
  private boolean running; // or about to
  private boolean writing;
  private long startsFrom = System.nanoTime();
  private Thread exit;

  // The thread's alone.
  private Sink sink;
  private int unwritten;
  private boolean complained;

  /** To a sink that is open already or, if it is null, to the end of a file or standard error. */
  LogWriter(String file, Sink sink) {
    this.file = file;
    this.sink = sink;
  }

  /**
   * Whether the thread stays, and the file open, when all is written. If so it's started now, or
   * else it ends as soon as it can.
   */
  void last(boolean stays) {
    synchronized (this) {
      lasts = stays;
      notifyAll();
    }
    if (stays) {
      start();
    }
  }

  /** Has a line written, some time. */
  void add(LogLine line) {
    synchronized (this) {
      queue.add(line);
      notifyAll();
    }
    start();
  }

  /** Counts a line that could not even be made. */
  synchronized void lose() {
    queue.lose();
  }

  /** An agent or a policy may deny threads: then the lines wait for the next that is started. */
  private void start() {
    synchronized (this) {
      if (running || System.nanoTime() - startsFrom < 0) {
        return;
      }
      running = true;
    }
    try {
      AccessController.doPrivileged(new LogThread(this));
    } catch (Throwable noThread) {
      isOver(true);
      synchronized (this) {
        startsFrom = System.nanoTime() + SECOND;
      }
    }
  }

  /** Keeps what is to be taken from the JVM again when the thread ends. */
  synchronized void exit(Thread hook) {
    exit = hook;
  }

  /** For the thread that writes, and for the one that waits for it when the JVM ends. */
  @Override
  public void run() {
    if (Thread.currentThread().getName().equals(LogThread.EXIT)) {
      awaitWritten(1000);
      return;
    }
    try {
      do {
        open();
        for (LogLine line = next(); line != null; line = next()) {
          write(line);
        }
        close();
      } while (!isOver(false));
    } catch (Throwable outOfMemory) {
      isOver(true); // The next line starts another.
    }
  }

  /** The next line, or null where no more are expected. */
  private synchronized LogLine next() {
    writing = false;
    while (queue.isEmpty() && lasts) {
      notifyAll();
      try {
        wait();
      } catch (InterruptedException ignored) {
        // The application may interrupt all threads there are; this one has nothing to stop.
      }
    }
    writing = !queue.isEmpty();
    return queue.poll();
  }

  private void write(LogLine line) {
    try {
      open();
      if (unwritten > 0) {
        // What failed may have left half a line.
        sink.write(System.lineSeparator().concat(LogLine.ofLost(unwritten).toString()));
        unwritten = 0;
      }
      sink.write(line.toString());
    } catch (Throwable failure) {
      unwritten += line.stands;
      complain(failure);
    }
  }

  private void open() throws IOException {
    if (sink == null) {
      try {
        sink = file == null ? StandardError.open() : new LogFile(file);
      } catch (IOException | RuntimeException | LinkageError failure) {
        sink = StandardError.open();
        sink.write(warning(" can't be written, logging here: ", failure));
      }
    }
  }

  /** Once, where somebody may see it. */
  private void complain(Throwable failure) {
    if (file != null && sink instanceof LogFile && !complained) {
      complained = true;
      String line = warning(" can't be written, lines are counted until it can: ", failure);
      try {
        StandardError.open().write(line);
      } catch (IOException ignored) {
        // There is nowhere left to say so.
      }
    }
  }

  private String warning(String what, Throwable failure) {
    return new LogLine("warn", "log_file=" + file + what + failure).toString();
  }

  private void close() {
    try {
      if (sink != null) {
        sink.close();
      }
    } catch (IOException ignored) {
      // Nothing is lost: every line was written at once.
    }
    sink = null;
  }

  private boolean isOver(boolean anyway) {
    Thread hook;
    synchronized (this) {
      if (!anyway && (lasts || !queue.isEmpty())) {
        return false;
      }
      hook = exit;
      exit = null;
      running = false;
      writing = false;
      notifyAll();
    }
    LogThread.remove(hook);
    return true;
  }

  /** Waits until all is written, but no longer than that: nobody may read what we write. */
  synchronized void awaitWritten(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis; running && (writing || !queue.isEmpty()) && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException ignored) {
      // Then the end is not to wait any longer.
    }
  }
}
