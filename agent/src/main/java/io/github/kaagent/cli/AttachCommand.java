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

  private static final String ENVIRONMENT = "KA_AGENT_OPTS";

  private static final String DETACH = "detach";

  private AttachCommand() {}

  /** {@code attach PID [ARGS]}. */
  static int attach(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    if (arguments.size() > 2) {
      throw CommandException.wrong(
          "attach takes a PID and ARGS; ARGS are one word: idle=60,intvl=60 (quote a blank)");
    }
    String pid = Pid.of("attach", arguments);
    int status = ask(pid, "attach", rest(arguments), out, err);
    if (System.getenv(ENVIRONMENT) != null) {
      err.println(
          "ka-agent: "
              + ENVIRONMENT
              + " of this command does not count for "
              + pid
              + ", that JVM's own does; name what is to hold there as ARGS");
    }
    return status;
  }

  /** {@code detach PID}. */
  static int detach(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    if (arguments.size() > 1) {
      throw CommandException.wrong("detach takes a PID and nothing else");
    }
    return ask(Pid.of(DETACH, arguments), DETACH, "", out, err);
  }

  private static String rest(List<String> arguments) {
    return arguments.size() > 1 ? arguments.get(1) : "";
  }

  private static int ask(
      String pid, String command, String arguments, PrintStream out, PrintStream err)
      throws AttachFailedException {
    try (TargetJvm jvm = TargetJvm.attach(TargetProcess.of(pid))) {
      String name = VisibleJvm.mainClass(jvm.agentProperties());
      if (command.equals(DETACH) && !AgentInside.runs(jvm)) {
        err.println(pid + " (" + name + "): no agent runs in this JVM; \"attach\" starts it");
        return Command.FAILED;
      }
      Progress progress = Progress.of(err, command + " " + pid);
      Answer answer;
      try {
        answer = jvm.ask(OwnJar.path(), command, arguments);
      } finally {
        progress.end();
      }
      (answer.status() == Command.DONE ? out : err)
          .println(pid + " (" + name + "): " + answer.text());
      sayOtherVersion(pid, answer, err);
      return answer.status();
    }
  }

  static void sayOtherVersion(String pid, Answer answer, PrintStream err) {
    if (!answer.version().equals(Version.text())) {
      err.println(
          "ka-agent: "
              + pid
              + " has version "
              + answer.version()
              + " of the agent, which was loaded first and stays until that JVM ends; this jar is "
              + Version.text());
    }
  }
}
