package io.github.kaagent.attach;

/** A JVM can't be reached. The message is one line for the user: why, and what to do. */
public class AttachFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The message is formatted as by String.format. */
  @SuppressWarnings("AnnotateFormatMethod") // its library is needed by nothing else here
  AttachFailedException(String message, Object... parts) {
    super(String.format(message, parts));
  }

  /** An attach is impossible, but the JVM can perhaps be looked at from outside. */
  public static final class Closed extends AttachFailedException {
    private static final long serialVersionUID = 1L;

    Closed(String message, Object... parts) {
      super(message, parts);
    }
  }
}
