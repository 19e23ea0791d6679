package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.CommandException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A thread for each connection; what they find is taken up by the command's own. */
final class Threads {

  /** Something to do. */
  interface Step {
    void take() throws CommandException;
  }

  private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
  private volatile boolean stopped;

  /** Milliseconds of a clock that only goes forward. */
  static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** Does it in a thread of its own. If it throws, nothing can be measured any more. */
  void start(Step work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.take();
              } catch (CommandException e) {
                later(
                    () -> {
                      throw e;
                    });
              }
            },
            "ka-agent-probe");
    thread.setDaemon(true);
    thread.start();
  }

  /** Has the command's own thread do it. */
  void later(Step step) {
    steps.add(step);
  }

  /** In the command's own thread: awaits the next step, and takes all that are there. */
  void turn(long patienceMillis) throws CommandException {
    try {
      Step step = steps.poll(patienceMillis, TimeUnit.MILLISECONDS);
      while (step != null && !stopped) {
        step.take();
        step = steps.poll();
      }
    } catch (InterruptedException ignored) {
      stop(); // Nobody does that.
    }
  }

  /** From any thread: no more turns. */
  void stop() {
    stopped = true;
    later(() -> {});
  }

  boolean isStopped() {
    return stopped;
  }
}
