package io.github.kaagent.agent;

import io.github.kaagent.attach.Answer;
import io.github.kaagent.settings.Settings;
import java.lang.instrument.Instrumentation;

/** The agent's state before a command, to be restored if the command fails half-way. */
final class Snapshot {

  private static final String MBEAN_SERVERS = "javax.management.MBeanServerFactory";

  /** The settings that were in force; null if no agent ran. */
  final Settings settings;

  private final String started;

  private Snapshot(Settings settings, String started) {
    this.settings = settings;
    this.started = started;
  }

  /** The current state. */
  static Snapshot now() {
    KeepAlive running = KeepAlive.running();
    return running == null
        ? new Snapshot(null, null)
        : new Snapshot(running.settings(), running.started);
  }

  /**
   * Restores this state.
   *
   * @param command the command that failed
   * @param why the failure, in words
   * @return the answer to the command
   */
  Answer restore(String command, String why, Instrumentation instrumentation) {
    String failed = command + " failed (" + why + "): ";
    try {
      if (settings == null) {
        if (KeepAlive.running() != null) {
          KeepAlive.detach();
        }
        return Agentmain.failed(
            failed
                + "no agent runs in this JVM, as before; open sockets keep what they may have been"
                + " given by then");
      }
      Settings tried = now().settings;
      KeepAlive agent = start(settings, started, instrumentation);
      if (tried != null && settings.existing) {
        agent.enforcement().openConnections().cover(tried);
      }
      agent.sweep(!settings.existing);
      return Agentmain.failed(failed + "nothing is changed, still " + settings.announcement());
    } catch (Throwable again) {
      return Agentmain.failed(
          failed
              + "and what it had changed by then can't be undone ("
              + again
              + "); \"attach\" once more, or start this JVM anew");
    }
  }

  /** Starts the agent or, if it runs, changes its settings; both for new connections only. */
  static KeepAlive start(Settings settings, String started, Instrumentation instrumentation) {
    KeepAlive agent = KeepAlive.start(settings, started, instrumentation);
    Enforcement enforcement = agent.enforcement();
    if (enforcement == null) {
      throw new IllegalStateException("the agent can't put its enforcement into java.base");
    }
    enforcement.updateMBean(isLoaded(MBEAN_SERVERS, instrumentation));
    return agent;
  }

  private static boolean isLoaded(String name, Instrumentation instrumentation) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == null && loaded.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
