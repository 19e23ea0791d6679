package io.github.kaagent.cli;

import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.status.MonitorLine;
import io.github.kaagent.status.Status;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** {@code status PID|--all [--json|--nagios] [--worst N]}. */
final class StatusCommand {

  private final PrintStream out;
  private final PrintStream err;
  private final List<String> words;
  private final boolean json;
  private final boolean nagios;
  private final boolean all;
  private final int worst;

  private StatusCommand(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException {
    this.out = out;
    this.err = err;
    words = new ArrayList<>(arguments);
    json = words.remove("--json");
    nagios = words.remove("--nagios");
    all = words.remove("--all");
    worst = worst(words);
    if (words.size() > (all ? 0 : 1) || (json && nagios)) {
      throw CommandException.wrong(
          "status takes a PID or --all, and --json or --nagios, and --worst N");
    }
  }

  private static int worst(List<String> words) throws CommandException {
    int at = words.indexOf("--worst");
    if (at < 0) {
      return Integer.MAX_VALUE;
    }
    words.remove(at);
    String number = at < words.size() ? words.remove(at) : "";
    if (!number.matches("[1-9][0-9]{0,8}")) {
      throw CommandException.wrong("status: --worst takes how many connections, 1 or more");
    }
    return Integer.parseInt(number);
  }

  static int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    StatusCommand command = new StatusCommand(arguments, out, err);
    return command.nagios ? command.printMonitorLine() : command.print();
  }

  private List<String> pids() throws CommandException, AttachFailedException {
    List<String> pids = new ArrayList<>();
    if (!all) {
      pids.add(Command.pid("status", words));
      return pids;
    }
    for (VisibleJvm jvm : VisibleJvm.all()) {
      if (!jvm.isThisOne() && !VisibleJvm.hasEnded(jvm.pid)) {
        pids.add(jvm.pid);
      }
    }
    return pids;
  }

  private int printMonitorLine() throws CommandException {
    List<MonitorLine> lines = new ArrayList<>();
    try {
      for (String pid : pids()) {
        lines.add(StatusReader.monitored(pid));
      }
    } catch (AttachFailedException why) {
      lines.add(MonitorLine.unknown(why.getMessage()));
    }
    MonitorLine line = all ? MonitorLine.of(lines) : lines.get(0);
    out.println(line);
    return line.exitStatus;
  }

  private int print() throws CommandException, AttachFailedException {
    int exitStatus = Command.DONE;
    String separator = all && json ? "[" : "";
    for (String pid : pids()) {
      Progress progress = new Progress(err, "looking at " + pid);
      try {
        Status status = StatusReader.read(pid).worst(worst);
        progress.end();
        out.print(separator + (json ? status.toJson() : status.toText(Screen.style())));
        out.print(json && all ? "" : "\n");
        separator = json ? "," : "\n";
        if (status.agent().startsWith("ka-agent ")) {
          String version = status.agent().substring("ka-agent ".length());
          AttachCommand.warnOfOtherVersion(pid, version, err);
        }
      } catch (CommandException | AttachFailedException why) {
        progress.end();
        if (!all) {
          throw why;
        }
        if (!VisibleJvm.hasEnded(pid)) {
          err.println("ka-agent: " + why.getMessage());
          exitStatus = Command.FAILED;
        }
      }
    }
    if (all && json) {
      out.println(separator.equals("[") ? "[]" : "]");
    }
    return exitStatus;
  }
}
