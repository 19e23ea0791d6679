package io.github.kaagent.attach;

/** A JVM can't be reached. The message is for people: one line, why and what to do. */
public class AttachFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With the parts put in as String.format does. */
  @SuppressWarnings("AnnotateFormatMethod") // by a library that nothing else here needs
  AttachFailedException(String message, Object... parts) {
    super(String.format(message, parts));
  }

  /** It is a JVM that this user may attach to, and it did not let anybody in. */
  public static final class Closed extends AttachFailedException {
    private static final long serialVersionUID = 1L;

    Closed(String message, Object... parts) {
      super(message, parts);
    }
  }
}
