package io.github.kaagent.monitoring;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/** Monitoring programs as Debian packages them. */
final class Debian {

  private Debian() {}

  /**
   * A file of a package. If it is not there, the test is aborted and says so, or fails if CI is
   * "true".
   */
  static String file(String name, String itsPackage) {
    if (!Files.exists(Path.of(name))) {
      String line = "NOT TESTED: no " + name + ", of Debian's package " + itsPackage;
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(line);
      }
      System.out.println(line);
      abort(line);
    }
    return name;
  }
}
