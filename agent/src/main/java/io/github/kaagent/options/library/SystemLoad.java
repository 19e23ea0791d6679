package io.github.kaagent.options.library;

/**
 * The caller of {@link System#load}, and nothing else: JDK 24 and later ask whether the module of
 * the caller may (JEP 472), so this package shares one with jffi's. See NativeAccess.
 */
public final class SystemLoad {
  private SystemLoad() {}

  /**
   * Loads a native library for the classes of this class's loader.
   *
   * @param path an absolute path
   * @throws UnsatisfiedLinkError if it can't be loaded
   * @throws IllegalCallerException (JDK 24 and later) if native access is denied
   */
  public static void load(String path) {
    System.load(path);
  }
}
