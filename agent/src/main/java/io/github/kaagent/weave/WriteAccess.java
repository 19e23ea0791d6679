package io.github.kaagent.weave;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Who may write a file: woven classes run with all the rights of the JDK's own, and so must not be
 * easier to write than the agent is.
 *
 * <p>Of nio nothing but file attributes is used: this runs while classes of sun.nio.ch load.
 */
final class WriteAccess {

  // sys/stat.h
  private static final int GROUP = 020;
  private static final int ANYBODY = 02;

  private static final int ROOT = 0;

  private final int owner;
  private final int group;
  private final int mode;

  private WriteAccess(int owner, int group, int mode) {
    this.owner = owner;
    this.group = group;
    this.mode = mode;
  }

  /**
   * That of a file.
   *
   * @throws IOException if there is no telling, as on Windows
   */
  static WriteAccess of(File file) throws IOException {
    // A provider of the application's may be the default: its code must not run in here.
    if (System.getProperty("java.nio.file.spi.DefaultFileSystemProvider") != null) {
      throw new IOException("the application brings its own file systems");
    }
    Path path = file.toPath();
    Map<String, Object> attributes;
    try {
      // By number: a name would be looked up, perhaps in a directory server.
      attributes = Files.readAttributes(path, "unix:uid,gid,mode");
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      throw new IOException("this system's files have no owner and mode", e);
    }
    return new WriteAccess(
        (Integer) attributes.get("uid"),
        (Integer) attributes.get("gid"),
        (Integer) attributes.get("mode"));
  }

  /** That of what this process's user alone may write. */
  static WriteAccess ofThisUser() throws IOException {
    WriteAccess self = of(new File("/proc/self"));
    return new WriteAccess(self.owner, self.group, 0);
  }

  /** Says how a file is easier to write than one with this access; null if it is not. */
  String looser(WriteAccess file) {
    if (file.owner != owner && file.owner != ROOT) {
      return "user " + file.owner + " owns it";
    }
    if ((file.mode & ANYBODY & ~mode) != 0) {
      return "anybody may write it";
    }
    if ((file.mode & GROUP) != 0 && ((mode & GROUP) == 0 || file.group != group)) {
      return "group " + file.group + " may write it";
    }
    return null;
  }
}
