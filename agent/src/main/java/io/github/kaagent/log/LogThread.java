package io.github.kaagent.log;

import java.security.PrivilegedAction;

/**
 * Starts a {@link LogWriter}'s thread, and has a JVM that ends wait up to a second for it. The
 * application's thread that happens to log passes nothing on to it: no context class loader, no
 * thread group and, as this is a privileged action, no access control context.
 */
final class LogThread implements PrivilegedAction<Void> {

  /** Name of the shutdown hook, which waits for the log to be written. */
  static final String EXIT = "ka-agent-log-exit";

  private final LogWriter writer;

  LogThread(LogWriter writer) {
    this.writer = writer;
  }

  @Override
  public Void run() {
    Thread hook = newThread(EXIT);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      writer.keep(hook);
    } catch (IllegalStateException ignored) {
      // The JVM is shutting down; the daemon thread may still be in time.
    }
    Thread thread = newThread("ka-agent-log");
    thread.setDaemon(true);
    thread.start();
    return null;
  }

  private Thread newThread(String name) {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread thread = NewThread.of(root, writer, name);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** Removes a shutdown hook; null for none. */
  static void remove(Thread hook) {
    try {
      if (hook != null) {
        Runtime.getRuntime().removeShutdownHook(hook);
      }
    } catch (IllegalStateException ignored) {
      // The JVM is shutting down, and runs the hook.
    }
  }
}
