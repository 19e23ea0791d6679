package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The root folder of a process, /proc/PID/root, which may be a container's. Who may not trace a
 * process (ptrace(2)) may not look into it: that says nothing of what is there.
 */
final class TargetRoot {

  /** CAP_SYS_PTRACE, linux/capability.h. */
  private static final int TRACE = 19;

  private static final int MOUNT_POINT = 4;

  private final TargetProcess process;
  private final Path folder;

  TargetRoot(TargetProcess process, Path folder) {
    this.process = process;
    this.folder = folder;
  }

  /** The folder, in which files are found if it {@link #isOpen}. */
  Path folder() {
    return folder;
  }

  /** Whether this command may look into it. */
  boolean isOpen() {
    try {
      Files.readSymbolicLink(folder);
      return true;
    } catch (IOException ignored) {
      return false; // EACCES; or the process is gone, which whoever asks next will find
    }
  }

  /**
   * Whether it is this command's own, as the mounts tell, which everybody may see: their numbers
   * are unique, and a namespace has its own (proc_pid_mountinfo(5)).
   */
  boolean isOurs() {
    try {
      return mounts(TargetProcess.SELF).equals(mounts(folder.getParent()));
    } catch (IOException ignored) {
      return false; // gone
    }
  }

  private static List<String> mounts(Path process) throws IOException {
    List<String> mounts = new ArrayList<>();
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime ...: the number, ..., where it is seen from the root folder
    for (String line :
        Files.readAllLines(process.resolve("mountinfo"), StandardCharsets.ISO_8859_1)) {
      String[] columns = line.split(" ", MOUNT_POINT + 2);
      mounts.add(columns[0] + " " + columns[MOUNT_POINT]);
    }
    return mounts;
  }

  /** A folder as the process sees it; null if this command can't tell. */
  Path inside(String name) {
    if (isOpen()) {
      return folder.resolve(name);
    }
    return isOurs() ? folder.getRoot().resolve(name) : null;
  }

  /** Why this command may not look at what the process has: a phrase. */
  String whyClosed() {
    return whyClosed(
        process.user().hasUserOf(User.of(TargetProcess.SELF)),
        process.capabilities("CapPrm:"),
        TargetProcess.own().capabilities("CapEff:"));
  }

  /** The rules of ptrace(2), "Ptrace access mode checking". */
  static String whyClosed(boolean isOfThisUser, long itsCapabilities, long ours) {
    if (isOfThisUser && (itsCapabilities & ~ours) != 0) {
      return "it has capabilities that this command lacks";
    }
    if (!isOfThisUser && (ours & 1L << TRACE) == 0) {
      return "it runs as another user, and this command lacks CAP_SYS_PTRACE, which container"
          + " engines take away";
    }
    return "it is not dumpable, or a security module forbids it";
  }
}
