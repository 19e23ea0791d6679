package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@code list}: the JVMs that can be seen from here. */
final class ListCommand {

  private static final int TIMEOUT_SECONDS = 5; // a JVM that is stopped never answers

  /** A JVM that is ending closes its attach socket a moment before its process is gone. */
  private static final int END_CHECKS = 10;

  private static final int END_CHECK_MILLIS = 50;

  private static final String ROW = "%7s  %-40s %s%n";

  private ListCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws AttachFailedException {
    // A thread that waits for a stopped JVM ends when this command does, by System.exit.
    ExecutorService threads = Executors.newCachedThreadPool();
    Map<VisibleJvm, Future<String>> versions = new LinkedHashMap<>();
    for (VisibleJvm jvm : VisibleJvm.all()) {
      versions.put(jvm, threads.submit(() -> version(jvm)));
    }
    out.printf(ROW, "PID", "MAIN CLASS", "AGENT");
    versions.forEach(
        (jvm, asked) -> {
          String version = answer(jvm, asked);
          if (!version.isEmpty()) {
            out.printf(ROW, jvm.pid, jvm.mainClass, version);
          }
        });
    return Command.DONE;
  }

  /** The agent's version, or - if there is no agent; empty for this command's own JVM. */
  private static String version(VisibleJvm visible)
      throws AttachFailedException, InterruptedException {
    if (visible.isThisOne()) {
      return "";
    }
    TargetProcess process = TargetProcess.of(visible.pid);
    try (TargetJvm jvm = TargetJvm.attach(process)) {
      String version = AgentInside.version(jvm);
      return version == null ? "-" : version;
    } catch (AttachFailedException failure) {
      for (int i = 0; i < END_CHECKS && !process.hasEnded(); i++) {
        Thread.sleep(END_CHECK_MILLIS);
      }
      throw failure;
    }
  }

  /** The version, or why it isn't known; empty if the JVM has ended in the meantime. */
  private static String answer(VisibleJvm jvm, Future<String> version) {
    String why;
    try {
      return version.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      why = "no answer";
    } catch (Exception e) {
      why = (e.getCause() == null ? e : e.getCause()).getMessage();
    }
    return VisibleJvm.hasEnded(jvm.pid) ? "" : "? (" + why + ")";
  }
}
