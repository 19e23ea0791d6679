package programs.attach;

import java.io.File;
import java.lang.management.ManagementFactory;

/** What this JVM has loaded and open. */
final class Loaded {

  private Loaded() {}

  /** The number of classes, after a garbage collection, and of descriptors. */
  static String now() {
    System.gc();
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
        + " "
        + new File("/proc/self/fd").list().length;
  }
}
