package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.status.Json;
import io.github.kaagent.status.MonitorLine;
import io.github.kaagent.status.NamespaceCounters;
import io.github.kaagent.status.Status;
import io.github.kaagent.status.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/** A JVM that {@code status} has looked at. */
final class LookedAt {

  private final String pid;
  private final String mainClass;

  /** Null if no agent runs there, or none can be asked. */
  private final Answer answer;

  private final Status status;

  private LookedAt(String pid, String mainClass, Answer answer, Status status) {
    this.pid = pid;
    this.mainClass = mainClass;
    this.answer = answer;
    this.status = status;
  }

  /**
   * Looks at one. Nothing is loaded into a JVM without the agent: its sockets are read from
   * outside, as far as may be.
   *
   * @throws CommandException if nothing of it can be seen, or its agent declines
   */
  static LookedAt of(String pid) throws CommandException, AttachFailedException {
    String mainClass;
    String agent;
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(pid))) {
      mainClass = VisibleJvm.mainClass(jvm.agentProperties());
      if (AgentInside.runs(jvm)) {
        return ofAgent(pid, mainClass, jvm.ask(OwnJar.path(), "status", "--json"));
      }
      agent = "none";
    } catch (AttachFailedException.Closed why) {
      mainClass = "-";
      agent = "unknown: " + why.getMessage();
    }
    return new LookedAt(pid, mainClass, null, fromOutside(pid, agent));
  }

  private static LookedAt ofAgent(String pid, String mainClass, Answer answer)
      throws CommandException {
    if (answer.status != Command.DONE) {
      throw CommandException.failed("%s (%s): %s", pid, mainClass, answer.text);
    }
    Status status = Status.parse(answer.text);
    SeenFromOutside.addTo(status, pid);
    return new LookedAt(pid, mainClass, answer, status);
  }

  private static Status fromOutside(String pid, String agent) throws CommandException {
    boolean isNone = agent.equals("none");
    Status status = new Status().with("agent", agent);
    try {
      SeenFromOutside.tell(pid, isNone ? "no: no agent" : "?", status);
    } catch (IOException why) {
      throw CommandException.failed(
          "%s, and its sockets can't be read: %s; %s",
          isNone ? "no agent runs in " + pid : "the agent in " + pid + " is " + agent,
          why.getMessage(),
          TargetProcess.whyNotShown(pid));
    }
    try {
      Map<String, Long> now = NamespaceCounters.now(pid);
      status.withNamespace(NamespaceCounters.section(now, Collections.emptyMap(), Instant.EPOCH));
    } catch (IOException ignored) {
      // Then it is not told.
    }
    if (isNone && !status.connections().isEmpty()) {
      status.withAudit(
          "java -jar " + OwnJar.path() + " attach " + pid + " idle=60,intvl=60,cnt=20");
    }
    return status;
  }

  /** As a monitor wants to know it. */
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

  String json(int worst) {
    String head = "{\"pid\":" + pid + ",\"main_class\":" + Json.of(mainClass) + ",";
    return head + status.worst(worst).toJson().substring(1);
  }

  String text(int worst, Style style) {
    return "pid: " + pid + "\nmain class: " + mainClass + "\n" + status.worst(worst).toText(style);
  }

  void sayOtherVersion(PrintStream err) {
    if (answer != null) {
      AttachCommand.sayOtherVersion(pid, answer, err);
    }
  }
}
