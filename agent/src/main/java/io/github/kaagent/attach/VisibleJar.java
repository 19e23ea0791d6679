package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The agent's jar where the target JVM sees it. In a container the jar of the command isn't there:
 * it is brought in by way of the target's root folder, and removed again when the JVM has opened
 * it; open files stay readable.
 */
final class VisibleJar implements AutoCloseable {

  private static final String[] FOLDERS = {"tmp", "var/tmp", "dev/shm", "run", "home", ""};

  /** The jar's name as the target sees it. */
  final String path;

  private final Path copy; // null for none

  private VisibleJar(String path, Path copy) {
    this.path = path;
    this.copy = copy;
  }

  /** The jar for a process; a copy if it doesn't see the jar itself. */
  static VisibleJar of(Path jar, TargetProcess target) throws AttachFailedException {
    Path root = target.root().folder;
    try {
      Path real = jar.toRealPath();
      // Where nobody may look, the jar is most likely where it is here; the JVM will say if not.
      if (!target.root().isOpen() || isSeen(real, root)) {
        return new VisibleJar(real.toString(), null);
      }
    } catch (IOException gone) {
      throw new AttachFailedException("%s can't be read: %s", jar, gone);
    }
    String refusals = "";
    for (String folder : FOLDERS) {
      Path inside = root.resolve(folder);
      // A symbolic link in there would be followed from here, out of the container.
      if (Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS) || folder.isEmpty()) {
        try {
          return copy(jar, inside, root);
        } catch (IOException refused) {
          refusals += "; /" + folder + ": " + refused;
        }
      }
    }
    throw new AttachFailedException(
        "%s does not see %s (it runs in a container), and it can't be brought in there%s: run the"
            + " command as root, or inside the container",
        target.pid, jar, refusals);
  }

  /** By no symbolic link: one that is absolute would be followed from here, out of there. */
  static boolean isSeen(Path jar, Path root) {
    Path there = root;
    boolean isByLink = false;
    for (Path name : jar) {
      there = there.resolve(name);
      isByLink |= Files.isSymbolicLink(there);
    }
    try {
      return !isByLink && Files.isSameFile(jar, there);
    } catch (IOException ignored) {
      return false; // There is none.
    }
  }

  /** Always under the same name, so that the target's class path does not grow. */
  private static VisibleJar copy(Path jar, Path folder, Path root) throws IOException {
    Path copy = folder.resolve(".ka-agent-attach.jar");
    Files.deleteIfExists(copy);
    // It must not exist (O_EXCL), so that what somebody has put there is not written through.
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
      // The container's folder went away with it.
    }
  }
}
