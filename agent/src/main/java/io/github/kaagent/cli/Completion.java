package io.github.kaagent.cli;

import io.github.kaagent.arguments.Argument;
import java.io.PrintStream;
import java.util.List;
import java.util.Scanner;
import java.util.function.Function;
import java.util.stream.Collectors;

/** {@code completion bash|zsh}: a script that makes the shell complete {@code ka-agent}. */
final class Completion {

  private Completion() {}

  static int run(List<String> arguments, PrintStream out, PrintStream err) throws CommandException {
    String shell = arguments.size() == 1 ? arguments.get(0) : "";
    if (!shell.equals("zsh") && !shell.equals("bash")) {
      throw CommandException.wrong("completion takes bash or zsh");
    }
    try (Scanner script =
        new Scanner(Completion.class.getResourceAsStream("completion.sh"), "US-ASCII")) {
      out.print(
          script
              .useDelimiter("\\A")
              .next()
              .replace("JAR", OwnJar.path().toString())
              .replace("SHELL", shell)
              .replace("ARGUMENTS", words(Argument.ALL, Completion::values))
              .replace("OF_STATUS", String.join(" ", Commands.named("status").options()))
              .replace("OF_PROBE", String.join(" ", Commands.named("probe").options()))
              .replace("COMMANDS", words(Commands.TABLE, command -> command.name)));
    }
    return Command.DONE;
  }

  private static <T> String words(List<T> rows, Function<T, String> word) {
    return rows.stream().map(word).collect(Collectors.joining(" "));
  }

  /** {@code idle=}; where words are allowed, {@code mode=} and {@code mode=cap} and so on. */
  private static String values(Argument argument) {
    StringBuilder values = new StringBuilder(argument.key).append('=');
    for (String word : argument.allowed().split(", |, or ", -1)) {
      if (word.matches("[a-z]+")) {
        values.append(' ').append(argument.key).append('=').append(word);
      }
    }
    return values.toString();
  }
}
