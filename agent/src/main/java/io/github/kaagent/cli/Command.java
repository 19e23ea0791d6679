package io.github.kaagent.cli;

import io.github.kaagent.attach.AttachFailed;
import java.io.PrintStream;
import java.util.List;

/** One command: its name, what --help says of it, and what it does. */
final class Command {

  /** Done. */
  static final int DONE = 0;

  /** It failed; one line on standard error says why and what to do. */
  static final int FAILED = 1;

  /** The command line is wrong. */
  static final int WRONG = 2;

  /** What a command does. */
  interface Action {
    /**
     * Runs the command.
     *
     * @param arguments what follows the command's name
     * @return the exit status
     * @throws CommandException if the command can't be carried out
     * @throws AttachFailed if another JVM can't be reached
     */
    int run(List<String> arguments, PrintStream out, PrintStream err)
        throws CommandException, AttachFailed;
  }

  final String name;
  final String parameters;
  final String help;
  final String example;
  final Action action;

  /**
   * A command.
   *
   * @param help one line for --help; null for a command that the agent calls itself
   * @param example how it is called, after {@code java -jar ka-agent.jar}
   */
  Command(String name, String parameters, String help, String example, Action action) {
    this.name = name;
    this.parameters = parameters;
    this.help = help;
    this.example = example;
    this.action = action;
  }

  boolean isHidden() {
    return help == null;
  }

  String usage() {
    return parameters.isEmpty() ? name : name + " " + parameters;
  }
}
