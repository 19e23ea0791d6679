package io.github.kaagent.options;

/** No native call can be made here. The message is one line: what is missing, why, what to set. */
public final class NativeUnavailable extends Exception {
  private static final long serialVersionUID = 1L;

  NativeUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
