package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.descriptors.ForeignSockets;
import io.github.kaagent.descriptors.ProcSocket;
import io.github.kaagent.descriptors.ProcSockets;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.settings.Backend;
import io.github.kaagent.status.Json;
import io.github.kaagent.status.SocketRow;
import io.github.kaagent.status.Status;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code status PID [--json]}. */
final class StatusCommand {

  static final String JSON = "--json";

  private StatusCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    String pid = Pid.of("status", arguments);
    boolean json = arguments.size() == 2 && arguments.get(1).equals(JSON);
    if (arguments.size() > 1 && !json) {
      throw CommandException.wrong("status takes a PID and, for programs, --json");
    }
    TargetProcess process = TargetProcess.of(pid);
    process.checkIsJvm();
    String mainClass;
    String agent;
    try (TargetJvm jvm = TargetJvm.attach(process)) {
      mainClass = VisibleJvm.mainClass(jvm.agentProperties());
      if (AgentInside.runs(jvm)) {
        return ofAgent(jvm, pid, mainClass, json, out, err);
      }
      agent = "none";
    } catch (AttachFailedException.Closed why) {
      mainClass = "-";
      agent = "unknown: " + why.getMessage();
    }
    Status status = fromOutside(Integer.parseInt(pid), agent);
    out.println(headed(pid, mainClass, json, json ? status.toJson() : status.toText()));
    return Command.DONE;
  }

  private static int ofAgent(
      TargetJvm jvm, String pid, String mainClass, boolean json, PrintStream out, PrintStream err)
      throws AttachFailedException {
    Answer answer = jvm.ask(OwnJar.path(), "status", json ? JSON : "");
    if (answer.status() == Command.DONE) {
      out.println(headed(pid, mainClass, json, answer.text()));
    } else {
      err.println("ka-agent: " + pid + " (" + mainClass + "): " + answer.text());
    }
    AttachCommand.sayOtherVersion(pid, answer, err);
    return answer.status();
  }

  /** Which JVM it is, in front of what was told of it. */
  private static String headed(String pid, String mainClass, boolean json, String told) {
    return json
        ? "{\"pid\":" + pid + ",\"main_class\":" + Json.of(mainClass) + "," + told.substring(1)
        : "pid: " + pid + "\nmain class: " + mainClass + "\n" + told;
  }

  /** Nothing is loaded into that JVM: its sockets are read from outside, as far as may be. */
  private static Status fromOutside(int pid, String agent) throws CommandException {
    Status status = new Status().with("agent", agent);
    String why;
    try {
      return status.withSockets(duplicated(pid, agent.equals("none") ? "no: no agent" : "?"));
    } catch (IOException e) {
      why = e.getMessage();
    }
    try {
      return status.withSocketsOfProc(shownByProc(pid), why);
    } catch (IOException e) {
      throw CommandException.failed(
          (agent.equals("none")
                  ? "no agent runs in " + pid
                  : "the agent in " + pid + " is " + agent)
              + ", and its sockets can't be read: "
              + (why.equals(e.getMessage()) ? why : why + "; " + e.getMessage())
              + "; "
              + TargetProcess.whyNotShown(String.valueOf(pid)));
    }
  }

  private static List<ProcSocket> shownByProc(int pid) throws IOException {
    List<ProcSocket> connections = new ArrayList<>();
    for (ProcSocket socket : ProcSockets.of(pid)) {
      if (!socket.isListening()) {
        connections.add(socket);
      }
    }
    return connections;
  }

  private static List<SocketRow> duplicated(int pid, String covered) throws IOException {
    ForeignSockets sockets = new ForeignSockets(new Kernel(Backend.AUTO, null));
    Set<Integer> listening = new HashSet<>();
    sockets.visit(
        pid,
        (descriptor, socket) -> {
          if (socket.isListening()) {
            listening.add(socket.local().getPort());
          }
        });
    List<SocketRow> rows = new ArrayList<>();
    sockets.visit(
        pid,
        (descriptor, socket) -> {
          if (!socket.isListening()) {
            String direction = listening.contains(socket.local().getPort()) ? "in" : "out";
            try {
              rows.add(new SocketRow(descriptor, socket, direction, covered));
            } catch (IOException ignored) {
              // It was open a moment ago.
            }
          }
        });
    return rows;
  }
}
