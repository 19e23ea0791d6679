package io.github.kaagent.cli;

import io.github.kaagent.attach.AttachFailed;
import io.github.kaagent.cli.selftest.Selftest;
import io.github.kaagent.report.Version;
import io.github.kaagent.settings.ArgumentTable;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** The commands of {@code java -jar ka-agent.jar}; {@link #TABLE} is all of them. */
public final class Commands implements ToIntFunction<String[]> {

  private static final String CALL = "java -jar ka-agent.jar ";

  private static final List<Command> TABLE =
      Collections.unmodifiableList(
          Arrays.asList(
              new Command(
                  "list",
                  "",
                  "the JVMs here: pid, main class, the agent's version or -",
                  "list",
                  ListCommand::run),
              new Command(
                  "attach",
                  "PID [ARGS]",
                  "into a running JVM; once more with other ARGS changes the values",
                  "attach 4211 idle=60,intvl=60,cnt=20",
                  AttachCommand::attach),
              new Command(
                  "status",
                  "PID [--json]",
                  "what it enforces, its counters, and every TCP connection as the kernel has it",
                  "status 4211",
                  StatusCommand::run),
              new Command(
                  "detach",
                  "PID",
                  "takes the woven code out again; sockets keep their options",
                  "detach 4211",
                  AttachCommand::detach),
              new Command(
                  "check",
                  "[ARGS]",
                  "the configuration these ARGS make, or their mistakes",
                  "check idle=60,user_timeout=auto",
                  Check::run),
              new Command(
                  "selftest",
                  "[ARGS]",
                  "every way Java opens a TCP connection, on this JVM, read back from the kernel",
                  "selftest idle=61,intvl=7,cnt=5",
                  Selftest::run),
              new Command(
                  "prime",
                  "[DIR]",
                  "weaves this JDK's classes ahead of time, beside the jar or into DIR",
                  "prime",
                  Prime::run),
              new Command(Prime.CHILD, "", null, null, (arguments, out, err) -> Prime.child(out)),
              new Command("--help", "", "this page", "--help", (arguments, out, err) -> help(out)),
              new Command(
                  "--version",
                  "",
                  "the version of this jar",
                  "--version",
                  (arguments, out, err) -> version(out))));

  /** For launch.Main, which makes one by its name. */
  public Commands() {}

  /**
   * Runs a command.
   *
   * @param words the command and its arguments
   * @return the exit status: 0 done, 1 it failed, 2 the command line is wrong
   */
  @Override
  public int applyAsInt(String[] words) {
    return run(Arrays.asList(words), System.out, System.err);
  }

  private static int run(List<String> words, PrintStream out, PrintStream err) {
    if (words.isEmpty()) {
      help(err);
      return Command.WRONG;
    }
    try {
      return named(words.get(0)).action.run(words.subList(1, words.size()), out, err);
    } catch (CommandException e) {
      err.println("ka-agent: " + e.getMessage());
      return e.exitStatus();
    } catch (AttachFailed e) {
      err.println("ka-agent: " + e.getMessage());
      return Command.FAILED;
    } finally {
      out.flush();
    }
  }

  private static Command named(String name) throws CommandException {
    for (Command command : TABLE) {
      if (command.name.equals(name)) {
        return command;
      }
    }
    throw CommandException.wrong(
        "there is no command \"" + name + "\"; " + CALL + "--help lists them");
  }

  private static int help(PrintStream out) {
    out.println("ka-agent " + Version.text() + ": TCP keepalive for every socket of a JVM");
    out.println();
    out.println("  java -javaagent:ka-agent.jar=idle=60,intvl=60,cnt=20 -jar app.jar");
    out.println("  java -jar ka-agent.jar COMMAND");
    out.println();
    for (Command command : TABLE) {
      if (!command.isHidden()) {
        String example = command.example.equals(command.name) ? "" : ": " + command.example;
        out.println(String.format("  %-20s %s%s", command.usage(), command.help, example));
      }
    }
    out.println();
    out.println("ARGS are key=value,key=value,... as after -javaagent:ka-agent.jar=");
    out.print(ArgumentTable.help());
    out.println();
    out.println("Exit status: 0 done, 1 it failed, 2 the command line is wrong.");
    return Command.DONE;
  }

  private static int version(PrintStream out) {
    out.println("ka-agent " + Version.text());
    return Command.DONE;
  }
}
