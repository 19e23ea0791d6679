package io.github.kaagent.attach;

/** A JVM can't be reached. The message is for people: one line, why and what to do. */
public class AttachFailed extends Exception {
  private static final long serialVersionUID = 1L;

  AttachFailed(String message) {
    super(message);
  }

  AttachFailed(String message, Throwable cause) {
    super(message, cause);
  }

  /** It is a JVM that this user may attach to, and it did not let anybody in. */
  public static final class Closed extends AttachFailed {
    private static final long serialVersionUID = 1L;

    Closed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
