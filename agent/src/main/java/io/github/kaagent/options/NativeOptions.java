package io.github.kaagent.options;

public final class NativeOptions {
  public static NativeOptions load() throws NativeUnavailable {
    return new NativeOptions();
  }

  public void set(int fd, Option o, int v) throws java.io.IOException {}
}
