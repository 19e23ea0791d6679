package io.github.kaagent.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Java runtime in containers of one kind.
 *
 * @param runtime its name
 * @param image its image
 * @param isJlinked whether it has java.base and java.instrument and nothing else
 * @param temporary where folders that become a /tmp are made; null where nothing can be written
 */
record Cell(String runtime, Image image, boolean isJlinked, Path temporary) {

  boolean canWrite() {
    return temporary != null;
  }

  /** A JVM with these arguments, in a container of its own. */
  Container start(String... arguments) throws IOException {
    // A folder each: the JVM is process 1 in all of them, and its files have that number.
    return canWrite()
        ? Container.startWithNoexec(Files.createTempDirectory(temporary, "tmp"), image, arguments)
        : Container.start(image, arguments);
  }

  @Override
  public String toString() {
    return runtime + (canWrite() ? ", a noexec /tmp" : ", no folder to write to");
  }
}
