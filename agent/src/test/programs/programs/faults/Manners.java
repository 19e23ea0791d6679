package programs.faults;

import java.util.concurrent.locks.LockSupport;

/**
 * How the application's socket classes answer callers that have no business to ask: all but the
 * JDK's socket classes, which need the answer, and the program itself.
 */
enum Manners {
  LIES,
  THROWS,
  WAITS;

  /** Returns the truth to those that may ask; others get the lie, an exception or no answer. */
  <T> T answer(T truth, T lie) {
    if (mayAsk()) {
      return truth;
    }
    misbehave();
    return lie;
  }

  private static boolean mayAsk() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    String caller = stack[3].getClassName(); // mayAsk, answer, the method asked, its caller
    for (StackTraceElement frame : stack) {
      if (frame.getClassName().contains("kaagent") || frame.getClassName().contains("KaAgent")) {
        System.out.println("asked " + stack[2]);
        return false;
      }
    }
    return caller.startsWith("java.net.") || caller.startsWith("programs.");
  }

  private void misbehave() {
    if (this == THROWS) {
      throw new IllegalStateException("is not to be asked");
    }
    while (this == WAITS) {
      LockSupport.park();
    }
  }
}
