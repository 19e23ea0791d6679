package io.github.kaagent.agent;

import io.github.kaagent.bridge.Kind;
import io.github.kaagent.enforce.Direction;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.status.SocketRow;
import java.net.InetSocketAddress;

/** A socket's line in the log, at {@code log=debug}. */
final class SocketLine {

  private SocketLine() {}

  /**
   * {@code socket local=192.0.2.9:40312 remote=192.0.2.1:80 direction=out kind=channel
   * outcome=applied rule=global ...}.
   */
  static String of(
      Outcome outcome,
      Direction direction,
      Kind kind,
      InetSocketAddress local,
      InetSocketAddress remote,
      Policy policy) {
    StringBuilder line = new StringBuilder(200).append("socket local=");
    line.append(SocketRow.text(local)).append(" remote=").append(SocketRow.text(remote));
    line.append(" direction=").append(OpenNow.name(direction));
    line.append(" kind=").append(OpenNow.name(kind));
    line.append(" outcome=").append(OpenNow.name(outcome));
    if (policy != null) {
      line.append(" rule=").append(policy.rule());
      line.append(" mode=").append(OpenNow.name(policy.mode()));
      line.append(" idle=").append(policy.idle());
      line.append(" intvl=").append(policy.intvl());
      line.append(" cnt=").append(policy.cnt());
      line.append(" user_timeout=").append(policy.userTimeout());
    }
    return line.toString();
  }
}
