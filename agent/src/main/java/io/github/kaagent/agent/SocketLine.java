package io.github.kaagent.agent;

import io.github.kaagent.enforce.Encounter;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.status.SocketRow;

/** A socket's line in the log, at {@code log=debug}. */
final class SocketLine {

  private SocketLine() {}

  /**
   * {@code socket local=192.0.2.9:40312 remote=192.0.2.1:80 direction=out kind=channel
   * outcome=applied rule=global ...}.
   */
  static String of(Encounter met) {
    StringBuilder line = new StringBuilder(200).append("socket local=");
    line.append(SocketRow.text(met.local)).append(" remote=").append(SocketRow.text(met.remote));
    line.append(" direction=").append(SocketRow.text(met.origin.direction));
    line.append(" kind=").append(SocketRow.text(met.origin.kind));
    line.append(" outcome=").append(SocketRow.text(met.outcome));
    Policy policy = met.policy;
    if (policy != null) {
      line.append(" rule=").append(policy.rule);
      line.append(" mode=").append(policy.mode);
      line.append(" idle=").append(policy.idle);
      line.append(" intvl=").append(policy.intvl);
      line.append(" cnt=").append(policy.cnt);
      line.append(" user_timeout=").append(policy.userTimeout);
    }
    return line.toString();
  }
}
