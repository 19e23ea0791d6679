package io.github.kaagent.cli;

/** A command that can't be carried out. The message is for people: one line, why and what to do. */
@SuppressWarnings("AnnotateFormatMethod") // by a library that nothing else here needs
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  /** What the command ends with: 1 or 2. */
  public final int exitStatus;

  private CommandException(int exitStatus, String message, Object... parts) {
    super(parts.length == 0 ? message : String.format(message, parts));
    this.exitStatus = exitStatus;
  }

  /** It was asked for rightly, and failed; the parts are put in as String.format does. */
  public static CommandException failed(String message, Object... parts) {
    return new CommandException(Command.FAILED, message, parts);
  }

  /** The command line is wrong. */
  public static CommandException wrong(String message, Object... parts) {
    return new CommandException(Command.WRONG, message, parts);
  }
}
