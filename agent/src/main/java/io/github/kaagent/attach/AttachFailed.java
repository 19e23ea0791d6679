package io.github.kaagent.attach;

/** A JVM can't be reached. The message is for people: one line, why and what to do. */
public final class AttachFailed extends Exception {
  private static final long serialVersionUID = 1L;

  AttachFailed(String message) {
    super(message);
  }

  AttachFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
