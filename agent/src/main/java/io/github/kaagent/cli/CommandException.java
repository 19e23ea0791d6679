package io.github.kaagent.cli;

/** A command that can't be carried out. The message is for people: one line, why and what to do. */
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  private CommandException(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  /** It was asked for rightly, and failed. */
  public static CommandException failed(String message) {
    return new CommandException(Command.FAILED, message);
  }

  /** The command line is wrong. */
  public static CommandException wrong(String message) {
    return new CommandException(Command.WRONG, message);
  }

  /** What the command ends with: 1 or 2. */
  public int exitStatus() {
    return exitStatus;
  }
}
