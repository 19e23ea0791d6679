package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The agent's jar at a path that the target JVM can open. A JVM in a container does not see the
 * command's jar: a copy is brought in through the target's root folder, and removed again when the
 * JVM has opened it; an open file stays readable.
 */
final class VisibleJar implements AutoCloseable {

  private static final String[] FOLDERS = {"tmp", "var/tmp", "dev/shm", "run", "home", ""};

  /** The jar's path as the target sees it. */
  final String path;

  private final Path copy; // null if there is none

  private VisibleJar(String path, Path copy) {
    this.path = path;
    this.copy = copy;
  }

  /** The jar for a process, copied if the process does not see it. */
  static VisibleJar of(Path jar, TargetProcess target) throws AttachFailedException {
    Path root = target.root().folder;
    try {
      Path real = jar.toRealPath();
      // If this command can't look, the path is most likely the same there; the JVM says if not.
      if (!target.root().isOpen() || isSeen(real, root)) {
        return new VisibleJar(real.toString(), null);
      }
    } catch (IOException e) {
      throw new AttachFailedException("%s can't be read: %s", jar, e);
    }
    String refusals = "";
    for (String folder : FOLDERS) {
      Path inside = root.resolve(folder);
      // A symbolic link in the container would be resolved outside of it, by this process.
      if (Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS) || folder.isEmpty()) {
        try {
          return copy(jar, inside, root);
        } catch (IOException e) {
          refusals += "; /" + folder + ": " + e;
        }
      }
    }
    throw new AttachFailedException(
        "%s does not see %s (it runs in a container), and it can't be brought in there%s: run the"
            + " command as root, or inside the container",
        target.pid, jar, refusals);
  }

  /** Whether the jar is at this path there, too; not by a symbolic link, see {@link #of}. */
  static boolean isSeen(Path jar, Path root) {
    Path inside = root;
    boolean hasLink = false;
    for (Path name : jar) {
      inside = inside.resolve(name);
      hasLink |= Files.isSymbolicLink(inside);
    }
    try {
      return !hasLink && Files.isSameFile(jar, inside);
    } catch (IOException ignored) {
      return false; // There is no such file.
    }
  }

  /** Copies it, always under one name, so that the target's class path does not grow. */
  private static VisibleJar copy(Path jar, Path folder, Path root) throws IOException {
    Path copy = folder.resolve(".ka-agent-attach.jar");
    Files.deleteIfExists(copy);
    // Fails if it exists (O_EXCL): a link that somebody has put there must not be written through.
    Files.copy(jar, copy, LinkOption.NOFOLLOW_LINKS);
    Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
    return new VisibleJar("/" + root.relativize(copy), copy);
  }

  @Override
  public void close() {
    try {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    } catch (IOException ignored) {
      // The container has ended, and its folder is gone.
    }
  }
}
