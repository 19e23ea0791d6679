package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Policy;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** What a watcher is told of a connection: what became of it, and its values at that moment. */
public final class Encounter {

  private static final int NOT_READ = -1;

  /** Why the enforcer looked at the connection. */
  public enum Occasion {
    /** It was opened, or was found open when settings came into force. */
    OPEN,
    /** The application has set an option. */
    SETTER,
    /** A sweep has found it: no join point had seen it, or its options had been changed. */
    SWEEP
  }

  /** Why the enforcer looked at it. */
  public final Occasion occasion;

  /** What became of it. */
  public final Outcome outcome;

  /** How the connection was made. */
  public final Origin origin;

  /** The address of this end; null if there is none. */
  public final InetSocketAddress local;

  /** The other end, as the application named it if that is known; null if there is none. */
  public final InetSocketAddress remote;

  /** Its policy; null if it is excluded. */
  public final Policy policy;

  private final Facts asked;
  private final int[] values = new int[Option.values().length];

  /** Reads the values from the kernel; fails if the socket is closed by now. */
  Encounter(
      Kernel kernel,
      Occasion occasion,
      Outcome outcome,
      Origin origin,
      FileDescriptor fd,
      InetSocketAddress remote,
      Policy policy,
      Facts asked)
      throws IOException {
    this.occasion = occasion;
    this.outcome = outcome;
    this.origin = origin;
    this.local = kernel.local(fd);
    this.remote = remote;
    this.policy = policy;
    this.asked = asked;
    for (Option option : Option.values()) {
      values[option.ordinal()] = value(kernel, fd, option);
    }
  }

  private static int value(Kernel kernel, FileDescriptor fd, Option option) {
    try {
      return kernel.get(fd, option);
    } catch (IOException ignored) {
      return NOT_READ; // closed, or a kernel without it
    }
  }

  /** The value that the application asked for; -1 if it did not, or that is not known. */
  public int asked(Option option) {
    return asked.chosen(option);
  }

  /** The value that the kernel had; -1 if it could not be read. */
  public int value(Option option) {
    return values[option.ordinal()];
  }
}
