package io.github.kaagent.cli;

/** A command that can't be carried out. The message is for people: one line, why and what to do. */
@SuppressWarnings("AnnotateFormatMethod") // @FormatMethod is in a library not used here
public final class CommandException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The command's exit status: 1 or 2. */
  public final int exitStatus;

  private CommandException(int exitStatus, String message, Object... parts) {
    super(parts.length == 0 ? message : String.format(message, parts));
    this.exitStatus = exitStatus;
  }

  /** The command line is right, but the command failed; the parts go into String.format. */
  public static CommandException failed(String message, Object... parts) {
    return new CommandException(Command.FAILED, message, parts);
  }

  /** The command line is wrong; the parts go into String.format. */
  public static CommandException wrong(String message, Object... parts) {
    return new CommandException(Command.WRONG, message, parts);
  }
}
