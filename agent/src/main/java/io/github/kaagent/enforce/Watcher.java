package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Settings;
import java.io.IOException;

/** Is told what the enforcer does; called on the application's threads. */
public interface Watcher {

  /** The first connection was met under these settings. */
  void firstConnection(Settings settings);

  /** Whether {@link #connection} is wanted for each connection. */
  boolean wantsConnections();

  /** A connection was met. */
  void connection(Encounter met);

  /** The kernel has refused an option of an open connection. */
  void refused(Option option, IOException why);

  /** An exception was caught, which must not reach the application. */
  void failed(Throwable failure);

  /** A recording of Flight Recorder has started. */
  void recording();

  /** Somebody asked for the platform's MBean server. */
  void mBeanServer(Object server) throws Exception;
}
