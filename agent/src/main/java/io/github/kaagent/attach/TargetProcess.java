package io.github.kaagent.attach;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.regex.Pattern;

/**
 * The process of a JVM, as /proc shows it (proc(5)). Without a /proc it is assumed to be there and
 * to accept an attach.
 */
public final class TargetProcess {

  /** This command's own process. */
  static final TargetProcess OWN = new TargetProcess("self");

  private static final long SIGQUIT = 1 << 2; // signal 3, as a bit of SigCgt
  private static final String LIST = "\"list\" shows the JVMs that can be seen";
  private static final Pattern JDK_8 = Pattern.compile("/lib/[^/\n]+/[^/\n]+/libjvm\\.so");

  /** Its process id, as this command sees it. */
  final String pid;

  /** Its folder in /proc. */
  final Path folder;

  TargetProcess(String pid) {
    this.pid = pid;
    this.folder = Paths.get("/proc", pid);
  }

  /** The process with this id; throws if there is none. */
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

  /** Whether the process has ended; false where there is no /proc. */
  public boolean hasEnded() {
    String state = status("State:");
    return state == null ? isLinux() && !Files.exists(folder) : state.startsWith("Z");
  }

  /** Whether its pid namespace is not this command's; only JDK 11 and later attach across them. */
  boolean isInContainer() {
    return String.valueOf(status("NSpid:")).split("\t", -1).length
        != String.valueOf(OWN.status("NSpid:")).split("\t", -1).length;
  }

  /** Its root folder, which may be that of a container. */
  TargetRoot root() {
    return new TargetRoot(this);
  }

  /** The user and group that it runs as. */
  User user() {
    return new User(this);
  }

  /**
   * Throws if the process is no JVM, or refuses this user, before an attach is tried: the attach
   * API sends SIGQUIT, which ends what is no JVM, and makes a JVM that refuses print all its
   * threads. Also throws if the JVM's options or its container make an attach impossible.
   */
  void checkAttachable() throws AttachFailedException {
    User own = OWN.user();
    User user = user();
    if (!own.isRoot() && !user.hasUserOf(own)) {
      String orRoot = user.isRoot() ? "" : ", or as root";
      throw new AttachFailedException(
          "%s runs as user %s and this command as %s: run it as %2$s%4$s",
          pid, user.name(), own.name(), orRoot);
    }
    if (isKnownToBeNoJvm()) {
      throw new AttachFailedException("%s is no JVM; %s", pid, LIST);
    }
    if (String.valueOf(status("State:")).startsWith("T")) {
      // It accepts the connection and never answers, or gets a SIGQUIT, and prints its threads when
      // it goes on.
      throw new AttachFailedException.Closed(
          "%s is stopped and can't answer: \"kill -CONT %1$s\" lets it go on", pid);
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
    // Only JDK 8 names a folder of its libraries after the processor. It refuses everybody but its
    // own user and group, and prints all its threads if another user tries
    // (attachListener_linux.cpp); later JDKs accept root, too.
    if (!user.isSame(own) && JDK_8.matcher(text("maps")).find()) {
      throw new AttachFailedException.Closed(
          "%s is a JVM of JDK 8, which answers its own user and group alone: %s; %s",
          pid, user.nameAndGroup(), user.howToBecome());
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

  /** Why this command may not look into a process, and what to do, as a phrase. */
  public static String whyNotShown(String pid) {
    String why = new TargetProcess(pid).root().whyClosed();
    return why + ": run the command as root with CAP_SYS_PTRACE";
  }

  /** Whether it has mapped no libjvm.so; a thread of the kernel has mapped nothing at all. */
  boolean isKnownToBeNoJvm() {
    try {
      return !read("maps").contains("/libjvm.so");
    } catch (IOException ignored) {
      return false; // This user may not read it.
    }
  }

  /** Whether the JVM listens already, and so gets no SIGQUIT. With -Xrs it always does. */
  private boolean listens() {
    String numbers = status("NSpid:");
    String own = numbers == null ? pid : numbers.substring(numbers.lastIndexOf('\t') + 1);
    Path temporary = root().inside("tmp");
    return temporary != null && Files.exists(temporary.resolve(".java_pid" + own));
  }

  /** Whether an option is on its command line, or in one of its environment variables. */
  boolean wasStartedWith(String option) {
    return text("cmdline").contains(option) || text("environ").contains(option);
  }

  /** The value of a key in its status file (proc_pid_status(5)); null if there is none. */
  String status(String key) {
    for (String line : text("status").split("\n", -1)) {
      if (line.startsWith(key)) {
        return line.substring(key.length()).trim();
      }
    }
    return null;
  }

  /** The content of a file in its folder; empty if it can't be read. */
  private String text(String file) {
    try {
      return read(file);
    } catch (IOException ignored) {
      return ""; // It has ended, this user may not read the file, or there is no /proc.
    }
  }

  private String read(String file) throws IOException {
    return new String(Files.readAllBytes(folder.resolve(file)), StandardCharsets.ISO_8859_1);
  }
}
