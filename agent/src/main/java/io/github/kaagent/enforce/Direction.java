package io.github.kaagent.enforce;

/** Which end opened a connection. */
public enum Direction {
  OUT,
  IN
}
