package io.github.kaagent.cli;

import java.util.List;

/** The PID on a command line. */
final class Pid {

  private Pid() {}

  /** The first argument of a command, which must be a process's number. */
  static String of(String command, List<String> arguments) throws CommandException {
    if (arguments.isEmpty()) {
      throw CommandException.wrong(command + " needs a PID; \"list\" shows the JVMs here");
    }
    String pid = arguments.get(0);
    if (!pid.matches("[1-9][0-9]{0,9}")) {
      throw CommandException.wrong(
          command + ": \"" + pid + "\" is no PID; \"list\" shows the JVMs here");
    }
    return pid;
  }
}
