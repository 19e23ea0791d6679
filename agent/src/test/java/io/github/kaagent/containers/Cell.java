package io.github.kaagent.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Java runtime in containers of one kind.
 *
 * @param runtime its name
 * @param image its image
 * @param isJlinked whether the runtime has only the modules java.base and java.instrument
 * @param temporary where each container's /tmp is made; null if its containers have no writable
 *     folder
 */
record Cell(String runtime, Image image, boolean isJlinked, Path temporary) {

  boolean canWrite() {
    return temporary != null;
  }

  /** Starts a JVM with these arguments in a new container. */
  Container start(String... arguments) throws IOException {
    // Each needs its own /tmp: every JVM is process 1, and names its files there by that.
    return canWrite()
        ? Container.startWithNoexec(Files.createTempDirectory(temporary, "tmp"), image, arguments)
        : Container.start(image, arguments);
  }

  @Override
  public String toString() {
    return runtime + (canWrite() ? ", a noexec /tmp" : ", no folder to write to");
  }
}
