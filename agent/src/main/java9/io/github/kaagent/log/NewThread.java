package io.github.kaagent.log;

/**
 * Makes a thread that does not inherit the InheritableThreadLocals of the application's thread that
 * logs: copying them calls childValue, which is the application's code, and keeps the application's
 * values alive. This is the variant for JDK 9 and later.
 */
final class NewThread {

  private NewThread() {}

  static Thread of(ThreadGroup group, Runnable target, String name) {
    return new Thread(group, target, name, 0, false);
  }
}
