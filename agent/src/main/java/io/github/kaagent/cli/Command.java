package io.github.kaagent.cli;

import io.github.kaagent.attach.AttachFailedException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One command: its name, what --help says of it, and what it does. */
final class Command {

  static final int DONE = 0;
  static final int FAILED = 1; // it failed; one line on standard error says why and what to do
  static final int WRONG = 2; // the command line is wrong

  /** What a command does. */
  interface Action {
    /** Runs it with the words that follow the command's name; returns the exit status. */
    int run(List<String> arguments, PrintStream out, PrintStream err)
        throws CommandException, AttachFailedException;
  }

  final String name;
  final String usage;
  final String help;
  final String example;

  /** What may follow the name, such as {@code --worst N}, and what each of them means. */
  final Map<String, String> words = new LinkedHashMap<>();

  private Action action;

  private Command(String usage, String help, String example) {
    this.name = usage.split(" ", 2)[0];
    this.usage = usage;
    this.help = help;
    this.example = example;
  }

  /** Begins a row of the table: the name and what follows it, a phrase for --help, an example. */
  static Command row(String usage, String help, String example) {
    return new Command(usage, help, example);
  }

  /** Adds an argument or an option, such as {@code --worst N}, and what it means. */
  Command takes(String word, String meaning) {
    words.put(word, meaning);
    return this;
  }

  Command runs(Action what) {
    action = what;
    return this;
  }

  /** The names of its options: {@code --json}, {@code --worst}. */
  List<String> options() {
    return words.keySet().stream()
        .filter(word -> word.startsWith("-"))
        .map(word -> word.split(" ", 2)[0])
        .collect(Collectors.toList());
  }

  /** Runs the command, unless it is given an option or argument that it does not take. */
  int run(List<String> arguments, PrintStream out, PrintStream err)
      throws CommandException, AttachFailedException {
    for (String word : arguments) {
      if (word.startsWith("-") && options().stream().noneMatch(word::startsWith)) {
        throw CommandException.wrong("%s has no option \"%s\"; usage: %s", name, word, usage);
      }
    }
    if (usage.equals(name) && !arguments.isEmpty()) {
      throw CommandException.wrong("%s takes nothing", name);
    }
    return action.run(arguments, out, err);
  }

  /** The first of a command's arguments, which must be a process ID. */
  static String pid(String command, List<String> arguments) throws CommandException {
    if (arguments.isEmpty()) {
      throw CommandException.wrong("%s needs a PID; \"list\" shows the JVMs here", command);
    }
    String pid = arguments.get(0);
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      throw CommandException.wrong(
          "%s: \"%s\" is no PID; \"list\" shows the JVMs here", command, pid);
    }
    return pid;
  }
}
