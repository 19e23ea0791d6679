package io.github.kaagent.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The jar that the command runs from. */
public final class OwnJar {

  private OwnJar() {}

  /** The jar's absolute path. */
  public static Path path() {
    try {
      return Paths.get(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath();
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible); // The URL was made from a file.
    }
  }
}
