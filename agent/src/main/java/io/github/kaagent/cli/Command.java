package io.github.kaagent.cli;

import io.github.kaagent.attach.AttachFailedException;
import java.io.PrintStream;
import java.util.Collections;
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
     * @throws AttachFailedException if another JVM can't be reached
     */
    int run(List<String> arguments, PrintStream out, PrintStream err)
        throws CommandException, AttachFailedException;
  }

  final String name;
  final String parameters;
  final String help;
  final String example;
  private final Action action;
  private final List<String> options;

  /**
   * A command.
   *
   * @param help one phrase for --help; null for a command that the agent calls itself
   * @param example how it is called, after {@code java -jar ka-agent.jar}
   * @param options what words may begin with that begin with a -
   */
  Command(
      String name,
      String parameters,
      String help,
      String example,
      Action action,
      List<String> options) {
    this.name = name;
    this.parameters = parameters;
    this.help = help;
    this.example = example;
    this.action = action;
    this.options = options;
  }

  /** A command without options. */
  Command(String name, String parameters, String help, String example, Action action) {
    this(name, parameters, help, example, action, Collections.emptyList());
  }

  /**
   * Runs it, unless there is an option that it doesn't have.
   *
   * @param arguments what follows its name
   * @return the exit status
   */
  int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    for (String word : arguments) {
      if (word.startsWith("-") && options.stream().noneMatch(word::startsWith)) {
        throw CommandException.wrong(
            name + " has no option \"" + word + "\"; it is called so: " + usage());
      }
    }
    return action.run(arguments, out, err);
  }

  /** What may follow it that begins with a -. */
  List<String> options() {
    return options;
  }

  boolean isHidden() {
    return help == null;
  }

  String usage() {
    return parameters.isEmpty() ? name : name + " " + parameters;
  }
}
