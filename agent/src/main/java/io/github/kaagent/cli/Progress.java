package io.github.kaagent.cli;

import java.io.PrintStream;

/** A line on a terminal that says what is being done and since how many seconds, from 1 on. */
public final class Progress {

  private final Screen screen;
  private boolean ended;

  /** Starts to count. */
  public Progress(PrintStream out, String what) {
    screen = Screen.of(out);
    Thread thread = new Thread(() -> count(what), "ka-agent-progress");
    thread.setDaemon(true);
    if (Screen.isTerminal()) {
      thread.start();
    }
  }

  private synchronized void count(String what) {
    try {
      for (int seconds = 1; !ended; seconds++) {
        wait(1000); // A spurious wake-up makes the count a second too high, no more.
        if (!ended) {
          screen.countdown(what + ": " + seconds + " s");
        }
      }
    } catch (InterruptedException ignored) {
      // Nothing interrupts this thread.
    }
  }

  /** Removes the line; further calls do nothing. */
  public synchronized void end() {
    if (!ended) {
      ended = true;
      screen.countdown("");
      notifyAll();
    }
  }
}
