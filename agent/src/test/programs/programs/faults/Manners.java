package programs.faults;

import java.util.concurrent.locks.LockSupport;

/**
 * How a class of the application's answers whom it need not answer: whoever asks but the JDK's
 * sockets, for whose work it is, and the program itself.
 */
enum Manners {
  LIES,
  THROWS,
  WAITS;

  /** The value for a class that is polite, another one or none at all for the others. */
  <T> T answer(T truth, T lie) {
    if (isMeant()) {
      return truth;
    }
    misbehave();
    return lie;
  }

  private static boolean isMeant() {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    String caller = stack[3].getClassName(); // isMeant, answer, what was asked, who asks
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
