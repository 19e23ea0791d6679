package io.github.kaagent.log;

import java.security.PrivilegedAction;

/**
 * Starts a {@link LogWriter}'s thread, and sees to it that the JVM waits a second for it when it
 * ends. The application's thread that happens to log leaves nothing in it: no context class loader,
 * no group, and as this is a privileged action, no access control context.
 */
final class LogThread implements PrivilegedAction<Void> {

  private final LogWriter writer;

  LogThread(LogWriter writer) {
    this.writer = writer;
  }

  @Override
  public Void run() {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread thread = new Thread(top, writer, "ka-agent-log");
    thread.setContextClassLoader(null);
    thread.setDaemon(true);
    Thread hook = new Thread(top, new AtExit(writer), "ka-agent-log-exit");
    hook.setContextClassLoader(null);
    writer.exit(add(hook) ? hook : null);
    boolean started = false;
    try {
      thread.start();
      started = true;
    } finally {
      if (!started) {
        remove(hook);
      }
    }
    return null;
  }

  private static boolean add(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return true;
    } catch (IllegalStateException ignored) {
      return false; // The JVM is ending already; the daemon may still be in time.
    }
  }

  /** Takes a hook out again; null for none. */
  static void remove(Thread hook) {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException ignored) {
      // The JVM is ending: it is running.
    }
  }

  /** Run by the JVM when it ends. */
  private static final class AtExit implements Runnable {

    private static final long MILLIS = 1000;

    private final LogWriter writer;

    AtExit(LogWriter writer) {
      this.writer = writer;
    }

    @Override
    public void run() {
      try {
        writer.awaitWritten(MILLIS);
      } catch (InterruptedException ignored) {
        // Then the end is not to wait any longer.
      }
    }
  }
}
