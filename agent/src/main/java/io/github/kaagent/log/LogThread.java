package io.github.kaagent.log;

import java.security.PrivilegedAction;

/**
 * Starts a {@link LogWriter}'s thread, and sees to it that the JVM waits a second for it when it
 * ends. The application's thread that happens to log leaves nothing in it: no context class loader,
 * no group, and as this is a privileged action, no access control context.
 */
final class LogThread implements PrivilegedAction<Void> {

  /** The name of the one that runs when the JVM ends. */
  static final String EXIT = "ka-agent-log-exit";

  private final LogWriter writer;

  LogThread(LogWriter writer) {
    this.writer = writer;
  }

  @Override
  public Void run() {
    Thread hook = named(EXIT);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      writer.exit(hook);
    } catch (IllegalStateException ignored) {
      // The JVM is ending already; the daemon may still be in time.
    }
    Thread thread = named("ka-agent-log");
    thread.setDaemon(true);
    thread.start();
    return null;
  }

  private Thread named(String name) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread thread = new Thread(top, writer, name);
    thread.setContextClassLoader(null);
    return thread;
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
}
