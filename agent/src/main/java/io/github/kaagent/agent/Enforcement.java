package io.github.kaagent.agent;

import io.github.kaagent.descriptors.KernelCounters;
import io.github.kaagent.descriptors.Sweep;
import io.github.kaagent.enforce.Encounter;
import io.github.kaagent.enforce.Enforcer;
import io.github.kaagent.enforce.Watcher;
import io.github.kaagent.enforce.WovenCalls;
import io.github.kaagent.jfr.Events;
import io.github.kaagent.log.Failures;
import io.github.kaagent.log.Log;
import io.github.kaagent.options.Kernel;
import io.github.kaagent.options.Option;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.status.NamespaceCounters;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.KaAgentBridge;
import java.net.KaAgentNatives;
import java.time.Instant;
import java.util.Map;

/** What can be loaded only after java.net.KaAgentBridge has been defined. */
final class Enforcement implements Watcher {

  private final KeepAlive agent;
  final Kernel kernel;
  final Enforcer enforcer;
  final Failures failures = new Failures();
  // /proc/self/net/netstat as it was when the enforcement was put in place. Read with classes that
  // are loaded anyway, and parsed only when somebody asks for it.
  private final byte[] netstat = new byte[8192];
  private final int netstatLength = readNetstat(netstat);
  private final long madeMillis = System.currentTimeMillis();
  private volatile Management management;
  private volatile Events events;
  private volatile boolean flightRecorderIsUsed;
  private volatile boolean isRemoved;

  Enforcement(KeepAlive agent, Settings settings, Instrumentation instrumentation) {
    this.agent = agent;
    kernel = new Kernel(settings.options(), instrumentation);
    enforcer = new Enforcer(settings, kernel, this);
  }

  private static int readNetstat(byte[] bytes) {
    try (FileInputStream file = new FileInputStream("/proc/self/net/netstat")) {
      return file.read(bytes);
    } catch (IOException | RuntimeException ignored) {
      return 0; // not Linux, or files are denied: then no counters since the start
    }
  }

  /** The network namespace's counters at {@link #madeAt}; empty if they could not be read. */
  Map<String, Long> namespaceCountersAtStart() {
    return NamespaceCounters.values(new KernelCounters(netstat, netstatLength));
  }

  /** When the enforcement was put in place. */
  Instant madeAt() {
    return Instant.ofEpochMilli(madeMillis);
  }

  OpenConnections openConnections() {
    return new OpenConnections(kernel, enforcer);
  }

  Sweep sweep(int seconds, boolean leavesExisting) {
    return Sweeping.of(kernel, enforcer, seconds, leavesExisting);
  }

  void install() {
    boolean mayBeGuarded = agent.feature < 24; // JEP 486
    KaAgentBridge.install(new WovenCalls(enforcer, this, mayBeGuarded));
  }

  /** Initializes JDK classes as woven code does, for what may come before any woven code. */
  void prepare() {
    KaAgentNatives.prepare();
  }

  /** Removes what the JVM holds of the agent: the target of its calls, the events, the MBean. */
  void remove() {
    KaAgentBridge.install(null);
    isRemoved = true;
    updateEvents();
    unregisterMBean();
  }

  private void unregisterMBean() {
    Management registered = management;
    management = null;
    if (registered != null) {
      try {
        registered.unregister();
      } catch (Exception failure) {
        failures.add(failure);
      }
    }
  }

  /**
   * Registers or unregisters the MBean, according to the current settings.
   *
   * @param jmxIsUsed whether there may be an MBean server in this JVM already
   */
  void updateMBean(boolean jmxIsUsed) {
    if (!agent.settings().jmx) {
      unregisterMBean();
    } else if (jmxIsUsed) {
      try {
        Object server = Management.existing();
        if (server != null) {
          mBeanServer(server);
        }
      } catch (Exception failure) {
        failures.add(failure);
      }
    }
  }

  @Override
  public void firstConnection(Settings settings) {
    Log.info(settings.announcement());
  }

  @Override
  public boolean wantsConnections() {
    Events recorded = events;
    return (recorded != null && recorded.areRecorded()) || Log.isDebug();
  }

  @Override
  public void connection(Encounter met) {
    if (met.occasion != Encounter.Occasion.SETTER && Log.isDebug()) {
      Log.debug(SocketLine.of(met));
    }
    Events recorded = events;
    if (recorded != null) {
      SocketEvent.commit(recorded, met);
    }
  }

  @Override
  public void recording() {
    flightRecorderIsUsed = true;
    updateEvents();
  }

  /** Registers or unregisters the events, according to the current settings. */
  void updateEvents() {
    try {
      if (isRemoved || !agent.settings().jfr) {
        exchangeEvents(null);
      } else if (flightRecorderIsUsed && events == null) {
        exchangeEvents(new Events());
      }
    } catch (Exception | LinkageError why) {
      Log.warn("Flight Recorder gets no events: " + why);
    }
  }

  /** Calls Flight Recorder without a lock held: its own listeners may start a recording. */
  private void exchangeEvents(Events registered) {
    Events unused = registered;
    synchronized (failures) {
      if (registered == null || (events == null && !isRemoved)) {
        unused = events;
        events = registered;
      }
    }
    if (unused != null) {
      unused.unregister();
    }
  }

  @Override
  public void refused(Option option, IOException why) {
    failures.refused(option.symbol, why);
  }

  @Override
  public void failed(Throwable failure) {
    failures.add(failure);
  }

  /** Called each time somebody asks for the platform's MBean server. */
  @Override
  public void mBeanServer(Object server) throws Exception {
    if (agent.settings().jmx && (management == null || !management.isIn(server))) {
      Management made = new Management(server);
      // Before registering: JMX notifies listeners, which may ask for the server and so come here.
      management = made;
      try {
        made.register(new Inspection(agent, this));
      } catch (Exception failure) {
        management = null;
        throw failure;
      }
    }
  }
}
