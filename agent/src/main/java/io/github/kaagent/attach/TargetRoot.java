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
  private static final long TRACE = 1L << 19;

  /** In it files are found if it {@link #isOpen}. */
  final Path folder;

  private final TargetProcess process;

  TargetRoot(TargetProcess process) {
    this.process = process;
    this.folder = process.folder.resolve("root");
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
   * are unique, and a namespace has its own (proc_pid_mountinfo(5)). Without a /proc it is.
   */
  boolean isOurs() {
    try {
      return !TargetProcess.isLinux() || mounts(TargetProcess.OWN).equals(mounts(process));
    } catch (IOException ignored) {
      return false; // gone
    }
  }

  private static List<String> mounts(TargetProcess process) throws IOException {
    List<String> mounts = new ArrayList<>();
    Path file = process.folder.resolve("mountinfo");
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime ...: the number, ..., where it is seen from the root folder
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] columns = line.split(" ", 6);
      mounts.add(columns[0] + " " + columns[4]);
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
    boolean isOfThisUser = process.user().hasUserOf(TargetProcess.OWN.user());
    long ours = capabilities(TargetProcess.OWN, "CapEff:");
    return whyClosed(isOfThisUser, capabilities(process, "CapPrm:"), ours);
  }

  private static long capabilities(TargetProcess process, String key) {
    String set = process.status(key);
    return set == null ? 0 : Long.parseUnsignedLong(set, 16);
  }

  /** The rules of ptrace(2), "Ptrace access mode checking". */
  static String whyClosed(boolean isOfThisUser, long itsCapabilities, long ours) {
    if (isOfThisUser && (itsCapabilities & ~ours) != 0) {
      return "it has capabilities that this command lacks";
    }
    if (!isOfThisUser && (ours & TRACE) == 0) {
      return "it runs as another user, and this command lacks CAP_SYS_PTRACE, which container"
          + " engines take away";
    }
    return "it is not dumpable, or a security module forbids it";
  }
}
