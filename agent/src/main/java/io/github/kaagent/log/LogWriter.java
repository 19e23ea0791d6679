package io.github.kaagent.log;

import java.io.IOException;
import java.security.AccessController;

/**
 * Lines that wait to be written, and what writes them, on a daemon thread. Callers never wait for
 * standard error or a disk: when the queue is full, a line is dropped and counted, and the count is
 * written in its place.
 *
 * <p>The thread is started for a line and ends when all lines are written, unless many are expected
 * ({@link #stay}). So a JVM that logs nothing has no such thread, and after a detach no thread
 * keeps the agent's class loader alive.
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
  private boolean isStaying;
  private boolean running; // or about to be started
  private boolean writing;
  private long nextStart = System.nanoTime();
  private Thread shutdownHook;

  // Used by the writing thread only.
  private Sink sink;
  private int unwritten;
  private boolean complained;

  /** Writes to an open sink or, if it is null, to the end of the file or to standard error. */
  LogWriter(String file, Sink sink) {
    this.file = file;
    this.sink = sink;
  }

  /**
   * Sets whether the thread stays, with the file open, when all is written. If so it is started
   * now; otherwise it ends as soon as it can.
   */
  void stay(boolean stays) {
    synchronized (this) {
      isStaying = stays;
      notifyAll();
    }
    if (stays) {
      start();
    }
  }

  /** Queues a line to be written. */
  void add(LogLine line) {
    synchronized (this) {
      queue.add(line);
      notifyAll();
    }
    start();
  }

  /** Counts a line as lost that could not even be made. */
  synchronized void lose() {
    queue.lose();
  }

  /** Starts the thread; if an agent or a policy denies it, the lines wait for the next attempt. */
  private void start() {
    synchronized (this) {
      if (running || System.nanoTime() - nextStart < 0) {
        return;
      }
      running = true;
    }
    try {
      AccessController.doPrivileged(new LogThread(this));
    } catch (Throwable noThread) {
      endThread(true);
      synchronized (this) {
        nextStart = System.nanoTime() + SECOND;
      }
    }
  }

  /** Keeps the shutdown hook, to be removed when the thread ends. */
  synchronized void keep(Thread hook) {
    shutdownHook = hook;
  }

  /** For the writing thread, and for the shutdown hook that waits for it. */
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
      } while (!endThread(false));
    } catch (Throwable outOfMemory) {
      endThread(true); // The next line starts another thread.
    }
  }

  /** Waits for the next line if the thread is to stay; null if there are no more. */
  private synchronized LogLine next() {
    writing = false;
    while (queue.isEmpty() && isStaying) {
      notifyAll();
      try {
        wait();
      } catch (InterruptedException ignored) {
        // The application may interrupt every thread that there is; this one just goes on.
      }
    }
    writing = !queue.isEmpty();
    return queue.poll();
  }

  private void write(LogLine line) {
    try {
      open();
      if (unwritten > 0) {
        // The failed write may have left half a line, so this one begins with a separator.
        sink.write(System.lineSeparator().concat(LogLine.ofLost(unwritten).toString()));
        unwritten = 0;
      }
      sink.write(line.toString());
    } catch (Throwable failure) {
      unwritten += line.count;
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

  /** Reports the failing file, once and on standard error. */
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
      // No line is lost: each was written at once.
    }
    sink = null;
  }

  private boolean endThread(boolean force) {
    Thread hook;
    synchronized (this) {
      if (!force && (isStaying || !queue.isEmpty())) {
        return false;
      }
      hook = shutdownHook;
      shutdownHook = null;
      running = false;
      writing = false;
      notifyAll();
    }
    LogThread.remove(hook);
    return true;
  }

  /** Waits until all is written, at most that long: standard error may have no reader. */
  synchronized void awaitWritten(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis; running && (writing || !queue.isEmpty()) && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException ignored) {
      // Whoever interrupts does not want to wait any longer.
    }
  }
}
