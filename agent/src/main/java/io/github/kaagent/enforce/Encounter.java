package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Policy;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A connection as it was met, for whoever is told of each, there and then. */
public final class Encounter {

  private static final int NOT_READ = -1;

  /** What the enforcer came by for. */
  public enum Occasion {
    /** It is open, or was found open when settings came into force. */
    OPEN,
    /** The application has set an option. */
    SETTER,
    /** A sweep has found it: no join point had seen it, or it was not as it was left. */
    SWEEP
  }

  /** Why. */
  public final Occasion occasion;

  /** What became of it. */
  public final Outcome outcome;

  /** Which end opened it, and as what. */
  public final Origin origin;

  /** This end; null if there is none. */
  public final InetSocketAddress local;

  /** The other end, as the application called it where that is known; null if there is none. */
  public final InetSocketAddress remote;

  /** Null if none is for it. */
  public final Policy policy;

  private final Facts asked;
  private final int[] values = new int[Option.values().length];

  /** Reads what the kernel has; fails if the socket is closed by now. */
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

  /** What the application asked for, as far as that is known; else -1. */
  public int asked(Option option) {
    return asked.chosen(option);
  }

  /** What the kernel has now; -1 where it could not be read. */
  public int value(Option option) {
    return values[option.ordinal()];
  }
}
