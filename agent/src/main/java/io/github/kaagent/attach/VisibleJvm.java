package io.github.kaagent.attach;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;

/** A JVM that this command can see, as {@code list} shows it. */
public final class VisibleJvm {

  /** Its process id. */
  public final String pid;

  /** Its main class or jar. */
  public final String mainClass;

  private VisibleJvm(String pid, String mainClass) {
    this.pid = pid;
    this.mainClass = mainClass;
  }

  /** All JVMs that this command can see; throws if this runtime can't list them. */
  public static List<VisibleJvm> all() throws AttachFailedException {
    Class<?> type = AttachApi.virtualMachine();
    try {
      Class<?> descriptorType =
          Class.forName(type.getName().concat("Descriptor"), true, type.getClassLoader());
      List<VisibleJvm> jvms = new ArrayList<>();
      for (Object descriptor : (List<?>) AttachApi.call(type, null, "list")) {
        String pid = (String) AttachApi.call(descriptorType, descriptor, "id");
        String command = (String) AttachApi.call(descriptorType, descriptor, "displayName");
        jvms.add(new VisibleJvm(pid, mainClass(command)));
      }
      jvms.sort(Comparator.comparingInt(jvm -> Integer.parseInt(jvm.pid)));
      return jvms;
    } catch (Throwable failure) {
      throw new AttachFailedException("the JVMs here can't be listed: %s", failure);
    }
  }

  /** The main class or jar of the JVM with these agent properties; "-" if unknown. */
  public static String mainClass(Properties properties) {
    return mainClass(properties.getProperty("sun.java.command", ""));
  }

  /** The main class, or the jar without its folders, of a JVM's command line. */
  private static String mainClass(String command) {
    String first = command.trim().split(" ", 2)[0];
    String name = first.substring(first.lastIndexOf('/') + 1);
    return name.isEmpty() ? "-" : name;
  }

  /**
   * Whether the JVM with this process id has ended. One that was killed may still be listed,
   * because of the files that it left behind.
   */
  public static boolean hasEnded(String pid) {
    TargetProcess process = new TargetProcess(pid);
    return process.hasEnded() || process.isKnownToBeNoJvm();
  }

  /** Whether it is the JVM that this command runs in. */
  public boolean isThisOne() {
    return ManagementFactory.getRuntimeMXBean().getName().startsWith(pid + "@");
  }
}
