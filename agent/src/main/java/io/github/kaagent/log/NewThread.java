package io.github.kaagent.log;

/**
 * Makes a thread. This is the variant for JDK 8, where every thread inherits the
 * InheritableThreadLocals of the thread that makes it; src/main/java9 has the one for 9 and later.
 */
final class NewThread {

  private NewThread() {}

  static Thread of(ThreadGroup group, Runnable target, String name) {
    return new Thread(group, target, name);
  }
}
