package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.AttachFailed;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code list}: the JVMs that can be seen from here. */
final class ListCommand {

  /** A JVM that is stopped never answers. */
  private static final int PATIENCE_SECONDS = 5;

  private ListCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailed {
    if (!arguments.isEmpty()) {
      throw CommandException.wrong("list takes nothing");
    }
    List<VisibleJvm> jvms = VisibleJvm.all();
    ExecutorService asking = Executors.newCachedThreadPool(ListCommand::daemon);
    List<Future<String>> versions = new ArrayList<>();
    for (VisibleJvm jvm : jvms) {
      versions.add(asking.submit(() -> version(jvm)));
    }
    for (int i = 0; i < jvms.size(); i++) {
      VisibleJvm jvm = jvms.get(i);
      String version = answer(versions.get(i));
      if (!version.isEmpty()) {
        out.println(String.format("%7s  %-40s %s", jvm.pid(), jvm.mainClass(), version));
      }
    }
    return Command.DONE;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "ka-agent-list");
    thread.setDaemon(true);
    return thread;
  }

  /** Empty for this JVM itself, and for one that has ended meanwhile. */
  private static String version(VisibleJvm visible) throws AttachFailed {
    if (visible.isThisOne()) {
      return "";
    }
    TargetProcess process = TargetProcess.of(visible.pid());
    try (TargetJvm jvm = TargetJvm.attach(process)) {
      String version = AgentInside.version(jvm.agentProperties(), process);
      return version == null ? "-" : version;
    } catch (AttachFailed failure) {
      if (process.hasEnded()) {
        return "";
      }
      throw failure;
    }
  }

  /** The version, or why it isn't known. */
  private static String answer(Future<String> version) {
    try {
      return version.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return "? (no answer)";
    } catch (Exception e) {
      return "? (" + (e.getCause() == null ? e : e.getCause()).getMessage() + ")";
    }
  }
}
