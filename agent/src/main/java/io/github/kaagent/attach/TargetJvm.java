package io.github.kaagent.attach;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Scanner;
import java.util.UUID;

/** A JVM that a command is attached to. */
public final class TargetJvm implements AutoCloseable {

  /** JDK 17 throws with this message after loading an agent into JDK 8 (alibaba/arthas#2249). */
  private static final String SUCCESS = "0";

  final TargetProcess process;
  private final Class<?> type;
  private final Object jvm;

  private TargetJvm(TargetProcess process, Class<?> type, Object jvm) {
    this.process = process;
    this.type = type;
    this.jvm = jvm;
  }

  /** Attaches to the JVM of a process; the exception says why that is impossible. */
  public static TargetJvm attach(TargetProcess process) throws AttachFailedException {
    process.checkAttachable();
    Class<?> type = AttachApi.virtualMachine();
    try {
      return new TargetJvm(process, type, AttachApi.call(type, null, "attach", process.pid));
    } catch (Throwable failure) {
      throw new AttachFailedException.Closed(
          "%s can't be attached to (%s): %s", process.pid, message(failure), reason(process));
    }
  }

  private static String reason(TargetProcess process) {
    if (process.root().inside("") == null) {
      return whyClosed(process);
    }
    User user = process.user();
    boolean isOwnUser = user.isSame(TargetProcess.OWN.user());
    String other = ", or refuse another than " + user.nameAndGroup() + "; " + user.howToBecome();
    boolean runsOnJdk8 = System.getProperty("java.specification.version").startsWith("1.");
    String with11 =
        "; run the command with JDK 11 or later, for that of 8 reaches only its own user and group,"
            + " and no container";
    return "it may be stopped"
        + (isOwnUser ? "" : other)
        + (runsOnJdk8 && (process.isInContainer() || !isOwnUser) ? with11 : "");
  }

  private static String whyClosed(TargetProcess process) {
    String why =
        "this command may not look into its root folder, for " + process.root().whyClosed();
    return why + "; run the command as root with CAP_SYS_PTRACE, or inside the container";
  }

  /** Whether the JVM has loaded a class; runs no Java code there. Null if it is not HotSpot. */
  Boolean hasLoaded(String className) {
    // HotSpotVirtualMachine, which jcmd uses, too. The agent's manifest exports its package.
    Class<?> hotSpot = jvm.getClass().getSuperclass();
    String command = "VM.class_hierarchy " + className;
    try (InputStream in = (InputStream) AttachApi.call(hotSpot, jvm, "executeJCmd", command);
        Scanner text = new Scanner(in, "US-ASCII").useDelimiter("\\A")) {
      // A line of the answer: |--java.lang.String/0x00007f5b5019c9b0
      return text.hasNext() && text.next().contains(className + "/");
    } catch (NoSuchMethodException | IllegalAccessException ignored) {
      return null;
    } catch (Throwable ignored) {
      return false; // JDK 8 lacks this command, but an agent there has published its version.
    }
  }

  /** An exception's message, in one line. */
  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message.replace('\n', ' ');
  }

  /** The JVM's agent properties; throws if the JVM does not answer. */
  public Properties agentProperties() throws AttachFailedException {
    try {
      return (Properties) AttachApi.call(type, jvm, "getAgentProperties");
    } catch (Throwable failure) {
      throw new AttachFailedException("%s does not answer: %s", process.pid, message(failure));
    }
  }

  /** Asks the agent in the JVM, which is loaded from the jar if it is not there yet. */
  public Answer ask(Path jar, String command, String arguments) throws AttachFailedException {
    Request request = Request.of(UUID.randomUUID().toString(), command, arguments);
    Throwable failure = null;
    try (VisibleJar visible = VisibleJar.of(jar, process)) {
      AttachApi.call(type, jvm, "loadAgent", visible.path, request.toString());
    } catch (AttachFailedException e) {
      throw e;
    } catch (Throwable e) {
      // Not final: the agent may have answered nevertheless, see SUCCESS.
      failure = e;
    }
    Answer answer = Answer.find(agentProperties(), request);
    if (answer != null) {
      return answer;
    }
    if (failure == null || SUCCESS.equals(failure.getMessage())) {
      throw new AttachFailedException(
          "%s has loaded the agent, which does not answer and has changed nothing; its standard"
              + " error says why",
          process.pid);
    }
    throw new AttachFailedException("%s refuses the agent: %s", process.pid, refusal(failure));
  }

  private String refusal(Throwable failure) {
    if (process.root().inside("") == null) {
      return message(failure) + "; it may not see the jar, and " + whyClosed(process);
    }
    String option = "-XX:-EnableDynamicAgentLoading";
    String cure = "; start it with -javaagent, or without that option (" + message(failure) + ")";
    return process.wasStartedWith(option)
        ? "it was started with " + option + cure
        : message(failure);
  }

  @Override
  public void close() {
    try {
      AttachApi.call(type, jvm, "detach");
    } catch (Throwable ignored) {
      // The JVM has ended meanwhile.
    }
  }
}
