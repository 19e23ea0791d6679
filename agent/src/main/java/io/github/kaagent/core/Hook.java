package io.github.kaagent.core;

import io.github.kaagent.enforce.Direction;
import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.Kind;
import io.github.kaagent.enforce.Outcome;
import io.github.kaagent.enforce.Watcher;
import io.github.kaagent.open.Sweep;
import io.github.kaagent.options.NativeBackend;
import io.github.kaagent.report.Log;
import io.github.kaagent.settings.Policy;
import io.github.kaagent.settings.Settings;
import java.lang.instrument.Instrumentation;
import java.net.InetAddress;
import java.net.KaAgentHook;

/** All that can be loaded only once java.net.KaAgentHook is defined. */
final class Hook implements Watcher {

  private final NativeBackend nativeBackend;
  private final Enforcer enforcer;

  Hook(Settings settings, Instrumentation instrumentation) {
    nativeBackend = new NativeBackend(instrumentation);
    enforcer = new Enforcer(settings, nativeBackend, this);
  }

  Enforcer enforcer() {
    return enforcer;
  }

  Sweep sweep(int seconds) {
    return new Sweep(nativeBackend, seconds, new Sweeping(enforcer));
  }

  void install() {
    KaAgentHook.install(enforcer.asHook());
    if (!KaAgentHook.answers()) {
      throw new IllegalStateException("java.net.KaAgentHook does not answer");
    }
  }

  void remove() {
    KaAgentHook.install(null);
  }

  @Override
  public void firstConnection(Settings settings) {
    if (settings.log().equals("info") || settings.log().equals("debug")) {
      Log.info("enforcing " + settings.summary());
    }
  }

  @Override
  public boolean wantsConnections() {
    return false;
  }

  @Override
  public void connection(
      Outcome outcome,
      Direction direction,
      Kind kind,
      InetAddress remote,
      int remotePort,
      Policy policy) {}

  @Override
  public void failed(Throwable failure) {
    Log.warn("failed: " + failure);
    failure.printStackTrace();
  }

  @Override
  public void mBeanServer(Object server) {}
}
