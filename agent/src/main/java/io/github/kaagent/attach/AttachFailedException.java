package io.github.kaagent.attach;

/** A JVM can't be reached. The message is for people: one line, why and what to do. */
public class AttachFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  AttachFailedException(String message) {
    super(message);
  }

  AttachFailedException(String message, Throwable cause) {
    super(message, cause);
  }

  /** It is a JVM that this user may attach to, and it did not let anybody in. */
  public static final class Closed extends AttachFailedException {
    private static final long serialVersionUID = 1L;

    Closed(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
