package io.github.kaagent.cli;

import static io.github.kaagent.cli.Command.row;

import io.github.kaagent.arguments.ArgumentTable;
import io.github.kaagent.arguments.NearestWord;
import io.github.kaagent.attach.AttachFailedException;
import io.github.kaagent.cli.probe.Probe;
import io.github.kaagent.cli.selftest.Selftest;
import io.github.kaagent.status.Version;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/** The commands of {@code java -jar ka-agent.jar}; {@link #TABLE} is all of them. */
public final class Commands implements ToIntFunction<String[]> {

  private static final String CALL = "java -jar ka-agent.jar ";

  private static final String HELP = "--help";

  private static final String PID = "the JVM; \"list\" shows those that are here";
  private static final String ARGS = "key=value,...; \"check --help\" says what each means";

  static final List<Command> TABLE =
      Arrays.asList(
          row("list", "the JVMs here", "list").runs(ListCommand::run),
          row("attach PID [ARGS]", "into a running JVM, or new ARGS", "attach 4211 idle=60,cnt=5")
              .takes("PID", PID)
              .takes("ARGS", ARGS)
              .runs(AttachCommand::attach),
          row("status PID|--all", "settings, counters, connections", "status 4211 --worst 9")
              .takes("PID", PID)
              .takes("--all", "every JVM here, in place of a PID")
              .takes("--json", "for programs: an object; with --all an array of them")
              .takes("--nagios", "for a monitor: one line, and an exit status of 0 to 3")
              .takes("--worst N", "only the N connections that would hang the longest")
              .runs(StatusCommand::run),
          row("detach PID", "takes the agent's code out again", "detach 4211")
              .takes("PID", PID)
              .runs(AttachCommand::detach),
          row("check [ARGS]", "what ARGS mean, or what is wrong", "check idle=5m,mode=cap")
              .runs(Check::run),
          row("selftest [ARGS]", "does it work here, on this JDK?", "selftest idle=61,cnt=5")
              .takes("ARGS", ARGS)
              .runs(Selftest::run),
          row("probe HOST:PORT", "which idle the path there needs", "probe db.internal:5432")
              .takes("HOST:PORT", "a server that leaves silent connections open")
              .takes("--up-to TIME", "the longest silence to try: 2s..24h [2h]")
              .takes("--connections N", "how many are opened in a round: 2..100 [12]")
              .takes("--json", "for programs: an object, and nothing while it is measured")
              .takes("--listen PORT", "in place of HOST:PORT: be such a server, on this port")
              .runs(Probe::run),
          row("completion SHELL", "for bash or zsh, to be sourced", "completion bash")
              .runs(Completion::run),
          row(HELP, "this page, or what ARGS are", "check --help").runs(Commands::help),
          row("--version", "the version of this jar", "--version").runs(Commands::version));

  /** For launch.Main, which creates an instance by reflection. */
  public Commands() {}

  /**
   * Runs a command.
   *
   * @param words the command and its arguments
   * @return the exit status: 0 done, 1 it failed, 2 the command line is wrong
   */
  @Override
  public int applyAsInt(String[] words) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    if (words.length == 0) {
      help(Collections.emptyList(), err, err);
      return Command.WRONG;
    }
    try {
      Command command = named(words[0]);
      List<String> arguments = Arrays.asList(words).subList(1, words.length);
      if (!arguments.contains(HELP)) {
        return command.run(arguments, out, err);
      }
      return command.name.equals("check") ? helpOnArguments(out) : help(command, out);
    } catch (CommandException | AttachFailedException e) {
      err.println("ka-agent: " + e.getMessage());
      return e instanceof CommandException ? ((CommandException) e).exitStatus : Command.FAILED;
    } finally {
      out.flush();
    }
  }

  static Command named(String name) throws CommandException {
    for (Command command : TABLE) {
      if (command.name.equals(name)) {
        return command;
      }
    }
    String nearest =
        NearestWord.of(name, TABLE.stream().map(command -> command.name).toArray(String[]::new));
    String meant = nearest == null ? "" : "did you mean " + nearest + "? ";
    throw CommandException.wrong(
        "there is no command \"%s\"; %s%s--help lists them", name, meant, CALL);
  }

  private static int version(List<String> arguments, PrintStream out, PrintStream err) {
    out.println("ka-agent " + Version.text());
    return Command.DONE;
  }

  /** The general page, which has to fit on a screen of 24 lines of 80 columns. */
  private static int help(List<String> arguments, PrintStream out, PrintStream err) {
    out.println("ka-agent " + Version.text() + ": TCP keepalive for every socket of a JVM");
    out.println("java -javaagent:ka-agent.jar=idle=60,intvl=60,cnt=20 -jar app.jar");
    out.println(CALL + "COMMAND, one of these; an example of each:");
    for (Command command : TABLE) {
      out.printf("  %-19s %-32s %s%n", command.usage, command.help, command.example);
    }
    out.println();
    out.println("ARGS: key=value,key=value,...; \"check --help\" says what each of them means");
    out.print(ArgumentTable.compact());
    out.println("Exit status: 0 done, 1 it failed, 2 the command line is wrong.");
    return Command.DONE;
  }

  private static int help(Command command, PrintStream out) {
    String options = command.options().isEmpty() ? "" : " [OPTIONS]";
    out.println("usage: " + CALL + command.usage + options);
    out.println(command.help);
    command.words.forEach((word, meaning) -> out.printf("  %-17s %s%n", word, meaning));
    out.println("example: " + CALL + command.example);
    return Command.DONE;
  }

  private static int helpOnArguments(PrintStream out) {
    out.println("ARGS are key=value,key=value,... after -javaagent:ka-agent.jar=, after attach,");
    out.println("check and selftest, and in the environment variable KA_AGENT_OPTS:\n");
    out.println(ArgumentTable.help());
    out.println("In the file that config names it is one key = value a line, and rules, of which");
    out.println("the first that matches counts:\n");
    out.println("  rule.database.to   = *.rds.amazonaws.com:5432, 10.0.0.0/8:5432");
    out.println("  rule.database.idle = 30\n");
    out.println("ARGS beat the file, the file beats KA_AGENT_OPTS, which beats the defaults.");
    return Command.DONE;
  }
}
