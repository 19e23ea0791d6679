package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The root folder of a process, /proc/PID/root, which may be a container's. A user who may not
 * trace the process (ptrace(2)) can't look into it, which does not mean that a file is missing.
 */
final class TargetRoot {

  /** CAP_SYS_PTRACE, linux/capability.h. */
  private static final long TRACE = 1L << 19;

  /** The folder, in which this command can see files only if it {@link #isOpen}. */
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
      return false; // EACCES; or the process has ended, which the next step will find out.
    }
  }

  /**
   * Whether it is this command's root folder, too; true without a /proc. Everybody may read the
   * mounts: their ids are unique, and each namespace has its own (proc_pid_mountinfo(5)).
   */
  boolean isOurs() {
    try {
      return !TargetProcess.isLinux() || mounts(TargetProcess.OWN).equals(mounts(process));
    } catch (IOException ignored) {
      return false; // The process has ended.
    }
  }

  private static List<String> mounts(TargetProcess process) throws IOException {
    List<String> mounts = new ArrayList<>();
    Path file = process.folder.resolve("mountinfo");
    // 36 35 98:0 /mnt1 /mnt2 rw,noatime ...: first the mount's id, fifth where it is mounted
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] columns = line.split(" ", 6);
      mounts.add(columns[0] + " " + columns[4]);
    }
    return mounts;
  }

  /** Where this command finds a folder of the process; null if it can't know. */
  Path inside(String name) {
    if (isOpen()) {
      return folder.resolve(name);
    }
    return isOurs() ? folder.getRoot().resolve(name) : null;
  }

  /** Why this command may not look into the process, as a phrase. */
  String whyClosed() {
    boolean isSameUser = process.user().hasUserOf(TargetProcess.OWN.user());
    long ownCapabilities = capabilities(TargetProcess.OWN, "CapEff:");
    return whyClosed(isSameUser, capabilities(process, "CapPrm:"), ownCapabilities);
  }

  private static long capabilities(TargetProcess process, String key) {
    String set = process.status(key);
    return set == null ? 0 : Long.parseUnsignedLong(set, 16);
  }

  /** By the rules of ptrace(2), "Ptrace access mode checking". */
  static String whyClosed(boolean isSameUser, long targetCapabilities, long ownCapabilities) {
    if (isSameUser && (targetCapabilities & ~ownCapabilities) != 0) {
      return "it has capabilities that this command lacks";
    }
    if (!isSameUser && (ownCapabilities & TRACE) == 0) {
      return "it runs as another user, and this command lacks CAP_SYS_PTRACE, which container"
          + " engines take away";
    }
    return "it is not dumpable, or a security module forbids it";
  }
}
