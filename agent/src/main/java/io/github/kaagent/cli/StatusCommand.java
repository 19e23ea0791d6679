package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.AttachFailed;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.open.ForeignSockets;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.report.Json;
import io.github.kaagent.report.SocketRow;
import io.github.kaagent.report.Status;
import io.github.kaagent.settings.Backend;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;

/** {@code status PID [--json]}. */
final class StatusCommand {

  static final String JSON = "--json";

  private StatusCommand() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailed {
    String pid = Pid.of("status", arguments);
    boolean json = arguments.size() == 2 && arguments.get(1).equals(JSON);
    if (arguments.size() > 1 && !json) {
      throw CommandException.wrong("status takes a PID and, for programs, --json");
    }
    TargetProcess process = TargetProcess.of(pid);
    String mainClass;
    try (TargetJvm jvm = TargetJvm.attach(process)) {
      Properties properties = jvm.agentProperties();
      mainClass = VisibleJvm.mainClass(properties);
      if (AgentInside.version(properties, process) != null) {
        Answer answer = jvm.ask(OwnJar.path(), "status", json ? JSON : "");
        if (answer.status() == Command.DONE) {
          out.println(headed(pid, mainClass, json, answer.text()));
        } else {
          err.println("ka-agent: " + pid + " (" + mainClass + "): " + answer.text());
        }
        AttachCommand.sayOtherVersion(pid, answer, err);
        return answer.status();
      }
    }
    Status status = withoutAgent(Integer.parseInt(pid));
    out.println(headed(pid, mainClass, json, json ? status.toJson() : status.toText()));
    return Command.DONE;
  }

  /** Which JVM it is, in front of what was told of it. */
  private static String headed(String pid, String mainClass, boolean json, String told) {
    return json
        ? "{\"pid\":" + pid + ",\"main_class\":" + Json.of(mainClass) + "," + told.substring(1)
        : "pid: " + pid + "\nmain class: " + mainClass + "\n" + told;
  }

  /** Nothing is loaded into that JVM: its sockets are read from outside. */
  private static Status withoutAgent(int pid) throws CommandException {
    List<SocketRow> rows = new ArrayList<>();
    try {
      ForeignSockets sockets = new ForeignSockets(new Kernel(Backend.AUTO, null));
      Set<Integer> listening = new HashSet<>();
      sockets.visit(
          pid,
          (descriptor, socket) -> {
            if (socket.isListening()) {
              listening.add(socket.local().getPort());
            }
          });
      sockets.visit(
          pid,
          (descriptor, socket) -> {
            if (!socket.isListening()) {
              String direction = listening.contains(socket.local().getPort()) ? "in" : "out";
              try {
                rows.add(new SocketRow(descriptor, socket, direction, "no: no agent"));
              } catch (IOException closed) {
                // It was open a moment ago.
              }
            }
          });
    } catch (IOException why) {
      throw CommandException.failed(
          "no agent runs in " + pid + ", and its sockets can't be read: " + why.getMessage());
    }
    return new Status().with("agent", "none").withSockets(rows);
  }
}
