package io.github.kaagent.core;

import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.Kind;
import io.github.kaagent.enforce.OpenSocketEnforcer;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.open.OpenSocket;
import io.github.kaagent.open.Sweep;
import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.report.Log;
import io.github.kaagent.report.SocketRow;

/** What is done with the connections that a sweep finds: those of native code get their policy. */
final class Sweeping implements Sweep.Found {

  private final Enforcer enforcer;
  private final OpenSocketEnforcer openSockets;

  private Sweeping(Enforcer enforcer) {
    this.enforcer = enforcer;
    this.openSockets = new OpenSocketEnforcer(enforcer);
  }

  /** Made here, so that nothing of a sweep is loaded where there is none. */
  static Sweep of(
      NativeBackend nativeBackend, Enforcer enforcer, int seconds, boolean leavesExisting) {
    return new Sweep(nativeBackend, seconds, leavesExisting, new Sweeping(enforcer));
  }

  @Override
  public void listening(OpenSocket socket) {
    openSockets.learnListener(socket);
  }

  @Override
  public boolean found(OpenSocket socket, boolean again) {
    if (!again && openSockets.mayBeKnownSoon(socket)) {
      return false;
    }
    // The settings in force are those "before" too: what a join point has set is not the
    // application's choice.
    Outcome outcome = openSockets.cover(socket, enforcer.settings(), Kind.DESCRIPTOR);
    if (outcome == Outcome.APPLIED || outcome == Outcome.CAPPED || outcome == Outcome.REPORTED) {
      Log.info(
          "sweep found a connection that no join point had: local="
              + SocketRow.text(socket.local())
              + " remote="
              + SocketRow.text(socket.remote()));
    }
    return true;
  }

  @Override
  public void learned() {
    Log.debug("the sweep knows what is open, and leaves it alone");
  }

  @Override
  public void failed(Throwable cause) {
    Log.warn("the sweep failed: " + cause.getMessage());
  }
}
