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

  private static final Path PROC = Paths.get("/proc");

  /** This command's own. */
  static final Path SELF = PROC.resolve("self");

  private static final int SIGQUIT = 3;
  private static final String LIST = "\"list\" shows the JVMs that can be seen";
  private static final Pattern JDK_8 = Pattern.compile("/lib/[^/\n]+/[^/\n]+/libjvm\\.so");

  private final String pid;
  private final Path folder;

  TargetProcess(String pid) {
    this.pid = pid;
    this.folder = PROC.resolve(pid);
  }

  /** The process of that number, if there is one. */
  public static TargetProcess of(String pid) throws AttachFailedException {
    TargetProcess process = new TargetProcess(pid);
    if (process.hasEnded()) {
      throw new AttachFailedException("there is no process %s here; %s", pid, LIST);
    }
    return process;
  }

  /** This command itself. */
  static TargetProcess own() {
    return new TargetProcess("self");
  }

  private static boolean isLinux() {
    return Files.exists(SELF.resolve("status"));
  }

  /** Whether there is no such process any more; false where there is no /proc. */
  public boolean hasEnded() {
    if (!isLinux()) {
      return false;
    }
    String state = status(folder, "State:");
    return state == null ? !Files.exists(folder) : state.startsWith("Z");
  }

  /** The process's number, as it is seen from here. */
  String pid() {
    return pid;
  }

  /** Whether it is in another pid namespace than this one; only 11 and later attach across. */
  boolean isInContainer() {
    String numbers = status(folder, "NSpid:");
    String own = status(SELF, "NSpid:");
    return numbers != null
        && own != null
        && numbers.split("\t", -1).length != own.split("\t", -1).length;
  }

  /** Its root folder, which may be a container's; null where there is no /proc. */
  TargetRoot root() {
    return isLinux() ? new TargetRoot(this, folder.resolve("root")) : null;
  }

  /** Where a relative name on its command line began, if this command may look there. */
  Path workingFolder() {
    return folder.resolve("cwd");
  }

  /** Its descriptors, as links, if this command may look there. */
  Path descriptors() {
    return folder.resolve("fd");
  }

  /**
   * Refuses what is no JVM that would listen to this user, before anything is tried: the attach API
   * sends SIGQUIT, which ends a process that is no JVM, and makes a JVM that does not listen print
   * all its threads.
   */
  void checkIsJvm() throws AttachFailedException {
    if (!isLinux()) {
      return;
    }
    if (!isOurs()) {
      String orRoot = user().isRoot() ? "" : ", or as root";
      throw new AttachFailedException(
          "%s runs as user %s and this command as %s: run it as %2$s%4$s",
          pid, user().name(), User.of(SELF).name(), orRoot);
    }
    if (isKnownToBeNoJvm()) {
      throw new AttachFailedException("%s is no JVM; %s", pid, LIST);
    }
    if (!catchesQuit() && !listens()) {
      throw new AttachFailedException(
          "%s is no JVM, or one that has only just started: try again; %s", pid, LIST);
    }
  }

  /** Refuses a JVM that nobody can attach to, for what it was started with or runs in. */
  void checkAttachable() throws AttachFailedException.Closed {
    if (!isLinux()) {
      return;
    }
    if (wasStartedWith("-XX:+DisableAttachMechanism")) {
      throw new AttachFailedException.Closed(
          "%s was started with -XX:+DisableAttachMechanism, so that nobody can attach to it: start"
              + " it with -javaagent, or without that option",
          pid);
    }
    if (isOfJdk8() && !user().isSame(User.of(SELF))) {
      throw new AttachFailedException.Closed(
          "%s is a JVM of JDK 8, which answers its own user and group alone: %s; %s",
          pid, user().nameAndGroup(), user().howToBecome());
    }
    Path temporary = root().inside("tmp");
    boolean isUnusable =
        temporary != null && !(Files.isDirectory(temporary) && Files.isWritable(temporary));
    if (isUnusable && !listens()) {
      throw new AttachFailedException.Closed(
          "%s can't be attached to: the JVM's own attach makes a socket in /tmp, and none can be"
              + " made in /tmp there; mount one that can be written to (noexec will do)",
          pid);
    }
  }

  /** Whether the JVM will listen to us: it does to its own user and to root. */
  private boolean isOurs() {
    User own = User.of(SELF);
    return !own.isKnown() || own.isRoot() || user().hasUserOf(own);
  }

  /** One of its sets of capabilities, of proc_pid_status(5); none where there is no /proc. */
  long capabilities(String key) {
    String set = status(folder, key);
    return set == null ? 0 : Long.parseUnsignedLong(set, 16);
  }

  /** Why this command may not look at what a process has: a phrase, and what to do. */
  public static String whyNotShown(String pid) {
    return new TargetProcess(pid).root().whyClosed()
        + ": run the command as root with CAP_SYS_PTRACE";
  }

  /** Whom it runs as. */
  User user() {
    return User.of(folder);
  }

  /**
   * Whether it is known to be one of JDK 8, whose libraries are in a folder named for the
   * processor. It refuses all but its own user and group, and prints all its threads when another
   * one tries (attachListener_linux.cpp); later ones listen to root, too.
   */
  private boolean isOfJdk8() {
    return JDK_8.matcher(text("maps")).find();
  }

  /** A process without any memory of its own is one of the kernel's. */
  boolean isKnownToBeNoJvm() {
    try {
      return !read("maps").contains("/libjvm.so");
    } catch (IOException notOursToRead) {
      return false;
    }
  }

  /** Whether SIGQUIT would not end it. */
  private boolean catchesQuit() {
    String caught = status(folder, "SigCgt:");
    return caught == null || (Long.parseUnsignedLong(caught, 16) & 1L << (SIGQUIT - 1)) != 0;
  }

  /** Whether a JVM listens already, so that none is sent: with -Xrs it does from its start. */
  private boolean listens() {
    String numbers = status(folder, "NSpid:");
    String own = numbers == null ? pid : numbers.substring(numbers.lastIndexOf('\t') + 1);
    Path temporary = root().inside("tmp");
    return temporary != null && Files.exists(temporary.resolve(".java_pid" + own));
  }

  /** Whether an option is on its command line, or in an environment variable. */
  boolean wasStartedWith(String option) {
    return text("cmdline").contains(option) || text("environ").contains(option);
  }

  /** A file of the process's folder; empty if it can't be read. */
  private String text(String file) {
    try {
      return read(file);
    } catch (IOException unreadable) {
      return "";
    }
  }

  private String read(String file) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
  }

  /** A line of a process's status, without its key; null where there is none. */
  static String status(Path folder, String key) {
    try {
      for (String line :
          Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
        if (line.startsWith(key)) {
          return line.substring(key.length()).trim();
        }
      }
    } catch (IOException unreadable) {
      // Gone, or no /proc.
    }
    return null;
  }
}
