package io.github.kaagent.cli.selftest;

/** A way that can't be tried here; the message says what is missing. */
final class Skipped extends Exception {

  private static final long serialVersionUID = 1;

  Skipped(String reason) {
    super(reason);
  }
}
