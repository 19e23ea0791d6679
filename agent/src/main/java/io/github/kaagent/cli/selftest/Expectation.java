package io.github.kaagent.cli.selftest;

import io.github.kaagent.enforce.MachineDefaults;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Mode;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;

/** What the settings ask for at an end, compared with what is there. */
final class Expectation {

  /** The verdict on one end. */
  enum Verdict {
    YES("yes"),
    NO("NO"),
    /** The settings leave it alone. */
    NOT_COVERED("-");

    final String text;

    Verdict(String text) {
      this.text = text;
    }
  }

  private final Settings settings;

  Expectation(Settings settings) {
    this.settings = settings;
  }

  Verdict on(End end) {
    Policy policy =
        end.incoming
            ? settings.incoming(end.remote.getAddress(), end.local.getPort())
            : settings.outgoing(end.remote);
    if (policy == null || policy.mode() == Mode.REPORT) {
      return Verdict.NOT_COVERED;
    }
    boolean asAsked =
        end.keepalive == 1
            && end.idle == orMachine(policy.idle(), Option.IDLE)
            && end.intvl == orMachine(policy.intvl(), Option.INTVL)
            && end.cnt == orMachine(policy.cnt(), Option.CNT)
            && end.userTimeout == policy.userTimeout();
    return asAsked ? Verdict.YES : Verdict.NO;
  }

  private static int orMachine(int asked, Option option) {
    return asked == Policy.SYSTEM ? MachineDefaults.now().of(option) : asked;
  }
}
