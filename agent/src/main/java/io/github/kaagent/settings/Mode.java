package io.github.kaagent.settings;

public enum Mode {
  ENFORCE,
  CAP,
  DEFAULT,
  REPORT
}
