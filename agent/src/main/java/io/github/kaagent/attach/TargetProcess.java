package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.regex.Pattern;

/**
 * The process of a JVM, as /proc shows it (proc(5)); where there is no /proc, it is taken for
 * granted.
 */
public final class TargetProcess {

  /** This command's own. */
  static final TargetProcess OWN = new TargetProcess("self");

  private static final long SIGQUIT = 1 << 2; // of SigCgt, signal 3
  private static final String LIST = "\"list\" shows the JVMs that can be seen";
  private static final Pattern JDK_8 = Pattern.compile("/lib/[^/\n]+/[^/\n]+/libjvm\\.so");

  /** Its number, as it is seen from here. */
  final String pid;

  /** Its folder in /proc. */
  final Path folder;

  TargetProcess(String pid) {
    this.pid = pid;
    this.folder = Paths.get("/proc", pid);
  }

  /** The process of that number, if there is one. */
  public static TargetProcess of(String pid) throws AttachFailedException {
    TargetProcess process = new TargetProcess(pid);
    if (process.hasEnded()) {
      throw new AttachFailedException("there is no process %s here; %s", pid, LIST);
    }
    return process;
  }

  /** Whether there is a /proc. */
  static boolean isLinux() {
    return OWN.status("Pid:") != null;
  }

  /** Whether there is no such process any more; false where there is no /proc. */
  public boolean hasEnded() {
    String state = status("State:");
    return state == null ? isLinux() && !Files.exists(folder) : state.startsWith("Z");
  }

  /** Whether it is in another pid namespace than this one; only 11 and later attach across. */
  boolean isInContainer() {
    return String.valueOf(status("NSpid:")).split("\t", -1).length
        != String.valueOf(OWN.status("NSpid:")).split("\t", -1).length;
  }

  /** Its root folder, which may be a container's. */
  TargetRoot root() {
    return new TargetRoot(this);
  }

  /** Whom it runs as. */
  User user() {
    return new User(this);
  }

  /**
   * Refuses what is no JVM that would listen to this user, before anything is tried: the attach API
   * sends SIGQUIT, which ends a process that is no JVM, and makes a JVM that does not listen print
   * all its threads. And a JVM that nobody can attach to, for what it was started with or runs in.
   */
  void checkAttachable() throws AttachFailedException {
    User own = OWN.user();
    User its = user();
    if (!own.isRoot() && !its.hasUserOf(own)) {
      String orRoot = its.isRoot() ? "" : ", or as root";
      throw new AttachFailedException(
          "%s runs as user %s and this command as %s: run it as %2$s%4$s",
          pid, its.name(), own.name(), orRoot);
    }
    if (isKnownToBeNoJvm()) {
      throw new AttachFailedException("%s is no JVM; %s", pid, LIST);
    }
    boolean listens = listens();
    String caught = status("SigCgt:");
    if (caught != null && (Long.parseUnsignedLong(caught, 16) & SIGQUIT) == 0 && !listens) {
      throw new AttachFailedException(
          "%s is no JVM, or one that has only just started: try again; %s", pid, LIST);
    }
    if (wasStartedWith("-XX:+DisableAttachMechanism")) {
      throw new AttachFailedException.Closed(
          "%s was started with -XX:+DisableAttachMechanism, so that nobody can attach to it: start"
              + " it with -javaagent, or without that option",
          pid);
    }
    // It has its libraries in a folder that is named for the processor. It refuses all but its own
    // user and group, and prints all its threads when another one tries
    // (attachListener_linux.cpp); later ones listen to root, too.
    if (!its.isSame(own) && JDK_8.matcher(text("maps")).find()) {
      throw new AttachFailedException.Closed(
          "%s is a JVM of JDK 8, which answers its own user and group alone: %s; %s",
          pid, its.nameAndGroup(), its.howToBecome());
    }
    Path temporary = isLinux() ? root().inside("tmp") : null;
    boolean isUsable =
        temporary == null || (Files.isDirectory(temporary) && Files.isWritable(temporary));
    if (!isUsable && !listens) {
      throw new AttachFailedException.Closed(
          "%s can't be attached to: the JVM's own attach makes a socket in /tmp, and none can be"
              + " made in /tmp there; mount one that can be written to (noexec will do)",
          pid);
    }
  }

  /** Why this command may not look at what a process has: a phrase, and what to do. */
  public static String whyNotShown(String pid) {
    String why = new TargetProcess(pid).root().whyClosed();
    return why + ": run the command as root with CAP_SYS_PTRACE";
  }

  /** A process without any memory of its own is one of the kernel's. */
  boolean isKnownToBeNoJvm() {
    try {
      return !read("maps").contains("/libjvm.so");
    } catch (IOException ignored) {
      return false; // Not ours to read.
    }
  }

  /** Whether a JVM listens already, so that none is sent: with -Xrs it does from its start. */
  private boolean listens() {
    String numbers = status("NSpid:");
    String own = numbers == null ? pid : numbers.substring(numbers.lastIndexOf('\t') + 1);
    Path temporary = root().inside("tmp");
    return temporary != null && Files.exists(temporary.resolve(".java_pid" + own));
  }

  /** Whether an option is on its command line, or in an environment variable. */
  boolean wasStartedWith(String option) {
    return text("cmdline").contains(option) || text("environ").contains(option);
  }

  /** A line of its status (proc_pid_status(5)), without its key; null where there is none. */
  String status(String key) {
    for (String line : text("status").split("\n", -1)) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).trim();
      }
    }
    return null;
  }

  /** A file of the process's folder; empty if it can't be read. */
  private String text(String file) {
    try {
      return read(file);
    } catch (IOException ignored) {
      return ""; // Gone, not ours to read, or no /proc.
    }
  }

  private String read(String file) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
  }
}
