package io.github.kaagent.agent;

import io.github.kaagent.descriptors.OpenSocket;
import io.github.kaagent.descriptors.Sweep;
import io.github.kaagent.enforce.Encounter;
import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.OpenSocketEnforcer;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.log.Log;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.status.SocketRow;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;

/** Covers the connections that a sweep finds, which native code has opened or changed. */
final class Sweeping implements Sweep.Found {

  private final Enforcer enforcer;

  // Weak sets: the sweep itself keeps each socket while that is open.
  private final Set<OpenSocket> listeners = Collections.newSetFromMap(new WeakHashMap<>());
  private final Set<OpenSocket> logged = Collections.newSetFromMap(new WeakHashMap<>());
  private final Set<String> failures = new HashSet<>();
  private OpenSocketEnforcer openEnforcer;

  private Sweeping(Enforcer enforcer) {
    this.enforcer = enforcer;
  }

  /** Makes a sweep; its classes are loaded only when this is called. */
  static Sweep of(Kernel kernel, Enforcer enforcer, int seconds, boolean leavesExisting) {
    return new Sweep(kernel, seconds, leavesExisting, new Sweeping(enforcer));
  }

  @Override
  public void begins() {
    openEnforcer = new OpenSocketEnforcer(enforcer, Encounter.Occasion.SWEEP);
    listeners.forEach(openEnforcer::learnListener);
  }

  @Override
  public void listening(OpenSocket socket) {
    listeners.add(socket);
    openEnforcer.learnListener(socket);
  }

  @Override
  public void found(OpenSocket socket) {
    boolean isSeen = openEnforcer.isSeen(socket);
    if (isSeen && socket.isConnected && openEnforcer.isChanged(socket)) {
      // A join point is about to set them, or native code changed them: the next sweep can tell.
      return;
    }
    // The settings "before" are the current ones, too: what a join point has set by these is not
    // the
    // application's choice.
    Outcome outcome = openEnforcer.cover(socket, enforcer.settings());
    if (!isSeen
        && (outcome == Outcome.APPLIED
            || outcome == Outcome.CAPPED
            || outcome == Outcome.REPORTED)) {
      Log.info("sweep found a connection that no join point had: " + addresses(socket));
    }
  }

  @Override
  public void foundAgain(OpenSocket socket) {
    try {
      if (openEnforcer.putBack(socket) && logged.add(socket)) {
        Log.info("sweep has set again what native code had changed: " + addresses(socket));
      }
    } catch (IOException ignored) {
      // closed meanwhile
    }
  }

  private static String addresses(OpenSocket socket) {
    return "local=" + SocketRow.text(socket.local) + " remote=" + SocketRow.text(socket.remote);
  }

  @Override
  public void learned() {
    Log.debug("the sweep knows what is open, and leaves it alone");
  }

  @Override
  public void failed(Throwable cause) {
    if (failures.add(String.valueOf(cause.getMessage()))) { // each message once, not at every sweep
      Log.warn("the sweep failed: " + cause + "; it is tried again all the same");
    }
  }
}
