package io.github.kaagent.options;

import java.io.IOException;

/** A socket of its kind, or any of this platform, has no such option; its others can be set. */
public final class NoSuchOption extends IOException {
  private static final long serialVersionUID = 1L;

  NoSuchOption(String message) {
    super(message);
  }
}
