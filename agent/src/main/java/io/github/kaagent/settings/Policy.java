package io.github.kaagent.settings;

public final class Policy {
  public static final int SYSTEM = 0, OFF = 0;

  public Mode mode() {
    return Mode.ENFORCE;
  }

  public int idle() {
    return 61;
  }

  public int intvl() {
    return 7;
  }

  public int cnt() {
    return 5;
  }

  public int userTimeout() {
    return 0;
  }
}
