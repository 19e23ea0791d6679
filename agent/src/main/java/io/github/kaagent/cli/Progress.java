package io.github.kaagent.cli;

import java.io.PrintStream;

/** A line on a terminal that says what is being done, and for how long, once that is a second. */
public final class Progress {

  private static final int SECOND = 1000;

  private final Screen screen;
  private final Thread thread;
  private boolean ended;

  /** Begins to count. */
  public Progress(PrintStream out, String what) {
    screen = Screen.of(out);
    thread = new Thread(() -> count(what), "ka-agent-progress");
    thread.setDaemon(true);
    if (Screen.isTerminal()) {
      thread.start();
    }
  }

  private synchronized void count(String what) {
    try {
      for (int seconds = 1; !ended; seconds++) {
        wait(SECOND); // Waking up too early makes a line that is a second ahead, no more.
        if (!ended) {
          screen.countdown(what + ": " + seconds + " s");
        }
      }
    } catch (InterruptedException ignored) {
      // Nobody does that.
    }
  }

  /** Takes the line away; a second time does nothing. */
  public synchronized void end() {
    if (!ended) {
      ended = true;
      screen.countdown("");
      notifyAll();
    }
  }
}
