package programs.attach;

import java.io.File;
import java.lang.management.ManagementFactory;

/** What this JVM has loaded and open. */
final class Loaded {

  private Loaded() {}

  /** How many classes, once those that are garbage are gone, and how many descriptors. */
  static String now() {
    System.gc();
    System.gc();
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()
        + " "
        + new File("/proc/self/fd").list().length;
  }
}
