package io.github.kaagent.attach;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Scanner;
import java.util.UUID;

/** A JVM that a command is attached to. */
public final class TargetJvm implements AutoCloseable {

  private static final Class<?>[] NONE = {};

  /** What JDK 17's attach, to an 8, makes an exception of. */
  private static final String SUCCESS = "0";

  private final TargetProcess process;
  private final AttachApi api;
  private final Object jvm;

  private TargetJvm(TargetProcess process, AttachApi api, Object jvm) {
    this.process = process;
    this.api = api;
    this.jvm = jvm;
  }

  /** Attaches to the JVM of a process, or says why that can't be. */
  public static TargetJvm attach(TargetProcess process) throws AttachFailedException {
    process.checkIsJvm();
    process.checkAttachable();
    AttachApi api = AttachApi.find();
    try {
      return new TargetJvm(process, api, api.attach(process.pid()));
    } catch (Throwable failure) {
      throw new AttachFailedException.Closed(
          "%s can't be attached to (%s): %s", process.pid(), words(failure), reason(process));
    }
  }

  private static String reason(TargetProcess process) {
    TargetRoot root = process.root();
    if (root != null && root.inside("") == null) {
      return closed(root);
    }
    User its = process.user();
    boolean isOurs = its.isSame(User.of(TargetProcess.SELF));
    String reason = "it may be stopped";
    if (!isOurs) {
      reason += ", or refuse another than " + its.nameAndGroup() + "; " + its.howToBecome();
    }
    boolean isOf8 = System.getProperty("java.specification.version").startsWith("1.");
    return isOf8 && (process.isInContainer() || !isOurs)
        ? reason
            + "; run the command with JDK 11 or later, for that of 8 reaches only its own user and"
            + " group, and no container"
        : reason;
  }

  private static String closed(TargetRoot root) {
    return "this command may not look into its root folder, for "
        + root.whyClosed()
        + "; run the command as root with CAP_SYS_PTRACE, or inside the container";
  }

  /** The process that it is. */
  TargetProcess process() {
    return process;
  }

  /** Whether it has loaded a class, without its taking part; null if it is no HotSpot. */
  Boolean hasLoaded(String className) {
    try (InputStream in = api.diagnose(jvm, "VM.class_hierarchy " + className);
        Scanner text = new Scanner(in, "US-ASCII").useDelimiter("\\A")) {
      // |--io.github.kaagent.weave.Transformer/0x00007f5b5019c9b0
      return text.hasNext() && text.next().contains(className + "/");
    } catch (NoSuchMethodException | IllegalAccessException ignored) {
      return null;
    } catch (Throwable ignored) {
      return false; // JDK 8 has no such command, and an agent there would have said so itself.
    }
  }

  /** What an exception says, in one line. */
  private static String words(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message.replace('\n', ' ');
  }

  /** Its agent properties; an exception if it does not answer. */
  public Properties agentProperties() throws AttachFailedException {
    try {
      return (Properties) api.call(jvm, "getAgentProperties", NONE);
    } catch (Throwable failure) {
      throw new AttachFailedException("%s does not answer: %s", process.pid(), words(failure));
    }
  }

  /** Asks the agent in there, after loading it from the jar if it is not there. */
  public Answer ask(Path jar, String command, String arguments) throws AttachFailedException {
    String token = UUID.randomUUID().toString();
    Request request = Request.of(token, command, arguments);
    Throwable failure = null;
    try (VisibleJar visible = VisibleJar.of(jar, process)) {
      Class<?>[] types = {String.class, String.class};
      api.call(jvm, "loadAgent", types, visible.path(), request.toString());
    } catch (AttachFailedException e) {
      throw e;
    } catch (Throwable e) {
      // Not the last word, see below.
      failure = e;
    }
    Answer answer = Answer.find(agentProperties(), request);
    if (answer == null) {
      throw new AttachFailedException(
          failure == null || SUCCESS.equals(failure.getMessage())
              ? "%s has loaded the agent, which does not answer and has changed nothing; its"
                  + " standard error says why"
              : "%s refuses the agent: %s",
          process.pid(),
          failure == null ? "" : explained(failure));
    }
    return answer;
  }

  private String explained(Throwable failure) {
    TargetRoot root = process.root();
    if (root != null && root.inside("") == null) {
      return words(failure) + "; it may not see the jar, and " + closed(root);
    }
    return process.wasStartedWith("-XX:-EnableDynamicAgentLoading")
        ? "it was started with -XX:-EnableDynamicAgentLoading; start it with -javaagent, or without"
            + String.format(" that option (%s)", words(failure))
        : words(failure);
  }

  @Override
  public void close() {
    try {
      api.call(jvm, "detach", NONE);
    } catch (Throwable ignored) {
      // The JVM has ended meanwhile.
    }
  }
}
