package io.github.kaagent.attach;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/** A JVM that can be seen from here, as {@code list} shows it. */
public final class VisibleJvm {

  private final String pid;
  private final String mainClass;

  private VisibleJvm(String pid, String mainClass) {
    this.pid = pid;
    this.mainClass = mainClass;
  }

  /** All of them; an exception if this runtime can't tell. */
  public static List<VisibleJvm> all() throws AttachFailedException {
    try {
      AttachApi api = AttachApi.find();
      List<VisibleJvm> jvms = new ArrayList<>();
      for (Object descriptor : api.list()) {
        String command = (String) api.describe(descriptor, "displayName");
        jvms.add(new VisibleJvm((String) api.describe(descriptor, "id"), mainClass(command)));
      }
      jvms.sort(Comparator.comparingInt(jvm -> Integer.parseInt(jvm.pid)));
      return jvms;
    } catch (AttachFailedException failure) {
      throw failure;
    } catch (Throwable failure) {
      throw new AttachFailedException("the JVMs here can't be listed: %s", failure);
    }
  }

  /** The main class or jar of the JVM with these agent properties; "-" if unknown. */
  public static String mainClass(Properties properties) {
    return mainClass(properties.getProperty("sun.java.command"));
  }

  /** The main class, or the jar without its folders, of a JVM's command line. */
  private static String mainClass(String command) {
    String first = command == null ? "" : command.trim().split(" ", 2)[0];
    String name = first.substring(first.lastIndexOf('/') + 1);
    return name.isEmpty() ? "-" : name;
  }

  /** Its process's number. */
  public String pid() {
    return pid;
  }

  /** Whether it has ended meanwhile; what a JVM that was killed has left behind names it still. */
  public boolean hasEnded() {
    return hasEnded(pid);
  }

  /** Whether that of a number has. */
  public static boolean hasEnded(String pid) {
    TargetProcess process = new TargetProcess(pid);
    return process.hasEnded() || process.isKnownToBeNoJvm();
  }

  /** Whether it is the one that asks. */
  public boolean isThisOne() {
    return ManagementFactory.getRuntimeMXBean().getName().startsWith(pid + "@");
  }

  /** Its main class or jar. */
  public String mainClass() {
    return mainClass;
  }
}
