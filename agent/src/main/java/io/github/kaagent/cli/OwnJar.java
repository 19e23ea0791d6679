package io.github.kaagent.cli;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.nio.file.Paths;

/** The jar that the command runs from. */
public final class OwnJar {

  private OwnJar() {}

  /** The jar's absolute path. */
  public static Path path() {
    URL jar = OwnJar.class.getProtectionDomain().getCodeSource().getLocation();
    return Paths.get(URI.create(jar.toString()));
  }
}
