package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Tells the watcher of connections, with the values that the kernel has for them. */
final class Teller {

  private final Kernel kernel;
  private final Watcher watcher;

  Teller(Kernel kernel, Watcher watcher) {
    this.kernel = kernel;
    this.watcher = watcher;
  }

  /** Tells of a connection; {@code asked} is what the application has set, so far or just now. */
  void tell(
      Encounter.Occasion occasion,
      Outcome outcome,
      Origin origin,
      FileDescriptor fd,
      InetSocketAddress remote,
      Policy policy,
      Facts asked) {
    try {
      watcher.connection(
          new Encounter(kernel, occasion, outcome, origin, fd, remote, policy, asked));
    } catch (IOException ignored) {
      // It is closed by now.
    }
  }

  /** The other end as the application named it, or else as the kernel has it; null if closed. */
  InetSocketAddress peer(FileDescriptor fd, Facts facts) throws IOException {
    InetSocketAddress target = facts.peer;
    return target == null ? kernel.remote(fd, null) : target;
  }

  /** What has become of a connection, according to the values that the kernel has now. */
  Outcome outcome(FileDescriptor fd, Policy policy, Facts facts) throws IOException {
    if (policy == null) {
      return Outcome.EXCLUDED;
    }
    if (policy.mode == Mode.REPORT) {
      return Outcome.REPORTED;
    }
    boolean capped = false;
    for (Option option : Option.values()) {
      int chosen = facts.chosen(option);
      int value = Decision.value(policy, option, chosen);
      capped |= chosen != Decision.NOT_CHOSEN && Decision.caps(policy, option);
      if (value != Decision.LEAVE && kernel.has(option) && kernel.get(fd, option) != value) {
        return Outcome.FAILED;
      }
    }
    return capped ? Outcome.CAPPED : Outcome.APPLIED;
  }
}
