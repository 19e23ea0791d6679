package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.status.MonitorLine;
import io.github.kaagent.status.NamespaceCounters;
import io.github.kaagent.status.Status;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** Reads what {@code status} shows of a JVM. */
final class StatusReader {

  private StatusReader() {}

  /**
   * Reads one JVM's status. Nothing is loaded into a JVM without the agent: its sockets are read
   * from outside, as far as this user has the right to.
   *
   * @throws CommandException if nothing of the JVM can be read, or its agent declines to answer
   */
  static Status read(String pid) throws CommandException, AttachFailedException {
    Status status = new Status().with("pid", Long.valueOf(pid));
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(pid))) {
      String mainClass = VisibleJvm.mainClass(jvm.agentProperties());
      status.with("main_class", mainClass);
      if (AgentInside.runs(jvm)) {
        Answer answer = jvm.ask(OwnJar.path(), "status", "--json");
        if (answer.status != Command.DONE) {
          throw CommandException.failed("%s (%s): %s", pid, mainClass, answer.text);
        }
        SeenFromOutside.addTo(status.withAll(Status.parse(answer.text)), pid);
        return status;
      }
      status.with("agent", "none");
    } catch (AttachFailedException.Closed why) {
      status.with("main_class", "-").with("agent", "unknown: " + why.getMessage());
    }
    fromOutside(pid, status);
    return status;
  }

  private static void fromOutside(String pid, Status status) throws CommandException {
    boolean isNone = status.agent().equals("none");
    try {
      SeenFromOutside.fill(pid, isNone ? "no: no agent" : "?", status);
    } catch (IOException why) {
      throw CommandException.failed(
          "%s, and its sockets can't be read: %s; %s",
          isNone ? "no agent runs in " + pid : "the agent in " + pid + " is " + status.agent(),
          why.getMessage(),
          TargetProcess.whyNotShown(pid));
    }
    try {
      Map<String, Long> now = NamespaceCounters.now(pid);
      status.withNamespace(NamespaceCounters.section(now, Collections.emptyMap(), Instant.EPOCH));
    } catch (IOException ignored) {
      // The counters are left out then.
    }
    if (isNone && !status.connections().isEmpty()) {
      status.withAudit(
          "java -jar " + OwnJar.path() + " attach " + pid + " idle=60,intvl=60,cnt=20");
    }
  }

  /** One JVM's line for {@code --nagios}. */
  static MonitorLine monitored(String pid) {
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(pid))) {
      String name = pid + " " + VisibleJvm.mainClass(jvm.agentProperties());
      if (!AgentInside.runs(jvm)) {
        return MonitorLine.nothing(name + ": no agent runs in this JVM");
      }
      Answer answer = jvm.ask(OwnJar.path(), "status", "--json");
      return answer.status == Command.DONE
          ? MonitorLine.of(name, Status.parse(answer.text))
          : MonitorLine.nothing(name + ": " + answer.text);
    } catch (AttachFailedException why) {
      return MonitorLine.unknown(why.getMessage());
    }
  }
}
