package io.github.kaagent.cli;

import io.github.kaagent.attach.AgentInside;
import io.github.kaagent.attach.Answer;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.attach.TargetJvm;
import io.github.kaagent.attach.TargetProcess;
import io.github.kaagent.attach.VisibleJvm;
import io.github.kaagent.status.Version;
import java.io.PrintStream;
import java.util.List;

/** The commands that are carried out by the agent inside another JVM: attach and detach. */
final class AttachCommand {

  private static final String DETACH = "detach";

  private AttachCommand() {}

  /** {@code attach PID [ARGS]}. */
  static int attach(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    if (arguments.size() > 2) {
      throw CommandException.wrong(
          "attach takes a PID and ARGS; ARGS are one word: idle=60,intvl=60 (quote a blank)");
    }
    String pid = Command.pid("attach", arguments);
    int status = ask(pid, "attach", arguments.size() > 1 ? arguments.get(1) : "", out, err);
    if (System.getenv("KA_AGENT_OPTS") != null) {
      err.printf(
          "ka-agent: KA_AGENT_OPTS of this command does not count for %s, that JVM's own does; name"
              + " what is to hold there as ARGS%n",
          pid);
    }
    return status;
  }

  /** {@code detach PID}. */
  static int detach(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    if (arguments.size() > 1) {
      throw CommandException.wrong("detach takes a PID and nothing else");
    }
    return ask(Command.pid(DETACH, arguments), DETACH, "", out, err);
  }

  private static int ask(
      String pid, String command, String arguments, PrintStream out, PrintStream err)
      throws AttachFailedException {
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(pid))) {
      String name = pid + " (" + VisibleJvm.mainClass(jvm.agentProperties()) + "): ";
      if (command.equals(DETACH) && !AgentInside.runs(jvm)) {
        err.println(name + "no agent runs in this JVM; \"attach\" starts it");
        return Command.FAILED;
      }
      Progress progress = new Progress(err, command + " " + pid);
      Answer answer;
      try {
        answer = jvm.ask(OwnJar.path(), command, arguments);
      } finally {
        progress.end();
      }
      (answer.status == Command.DONE ? out : err).println(name + answer.text);
      warnOfOtherVersion(pid, answer.version, err);
      return answer.status;
    }
  }

  /** Warns if the agent in that JVM is of another version than this jar. */
  static void warnOfOtherVersion(String pid, String version, PrintStream err) {
    if (!version.equals(Version.text())) {
      err.printf(
          "ka-agent: %s has version %s of the agent, which was loaded first and stays until that"
              + " JVM ends; this jar is %s%n",
          pid, version, Version.text());
    }
  }
}
