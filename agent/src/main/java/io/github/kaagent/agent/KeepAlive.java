package io.github.kaagent.agent;

import io.github.kaagent.bridge.Bridge;
import io.github.kaagent.bridge.JavaBase;
import io.github.kaagent.descriptors.Sweep;
import io.github.kaagent.log.Log;
import io.github.kaagent.settings.Settings;
import io.github.kaagent.weave.Transformer;
import io.github.kaagent.weave.Weaving;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;

/** The agent in this JVM, from its start to its detach. */
public final class KeepAlive implements Weaving {

  private static final String RECORDING = "jdk.jfr.internal.PlatformRecording";

  /** How the agent is started before main. */
  static final String AT_START = "-javaagent";

  private static KeepAlive running;
  private static boolean logWasConfigured;

  private final Instrumentation instrumentation;
  private final Transformer transformer;
  // Not an AtomicReference: that would load seven classes of java.lang.invoke at every start.
  private final Object guard = new Object();
  final int feature; // 8, 11, 17, ...
  private volatile Enforcement enforcement;
  private volatile Settings settings;
  final WovenMethods woven = new WovenMethods();
  final String started; // how it was started, for status
  private volatile boolean bridgeFailed;
  private boolean isDetached;
  private Sweep sweep;

  private KeepAlive(Settings settings, String started, Instrumentation instrumentation) {
    this.settings = settings;
    this.started = started;
    // By the time of an attach the application may have changed the property. At a start it can't
    // have, and loading JavaBase would cost time.
    this.feature = started.equals(AT_START) ? javaFeature() : JavaBase.feature();
    this.instrumentation = instrumentation;
    this.transformer = new Transformer(this, feature);
  }

  /** The agent that runs in this JVM, or null. */
  public static synchronized KeepAlive running() {
    return running;
  }

  /**
   * Starts the agent or, if it runs, changes its settings.
   *
   * @param how it was started, in a few words, for {@code status}
   */
  static synchronized KeepAlive start(
      Settings settings, String how, Instrumentation instrumentation) {
    configureLog(settings);
    if (running != null) {
      running.change(settings);
    } else {
      KeepAlive agent = new KeepAlive(settings, how, instrumentation);
      instrumentation.addTransformer(agent.transformer, true);
      running = agent;
      agent.retransformLoaded();
    }
    return running;
  }

  /** Does nothing while the log's defaults are asked for: most JVMs need not load the log then. */
  private static void configureLog(Settings settings) {
    boolean isDefault = settings.log.equals("info") && settings.logFile == null;
    if (!isDefault || logWasConfigured) {
      logWasConfigured = true;
      Log.configure(settings.log, settings.logFile);
    }
  }

  /**
   * Starts, restarts or stops the sweep, according to the current settings.
   *
   * @param leavesExisting whether the sweep leaves alone the connections that are open now
   */
  void sweep(boolean leavesExisting) {
    synchronized (KeepAlive.class) {
      if (sweep != null) {
        sweep.stop();
        sweep = null;
      }
      if (settings.sweep > 0 && bridgeIsReady()) {
        enforcement.prepare();
        sweep = enforcement.sweep(settings.sweep, leavesExisting);
        sweep.start();
      }
    }
  }

  /**
   * Covers the sockets that agents named before this one have opened, at a JVM's start. There can
   * be some only if a socket class is loaded by now; with that the bridge was put in place.
   */
  void coverSocketsOpenedBefore() {
    Enforcement installed = enforcement;
    if (installed != null && settings.existing) {
      try {
        installed.prepare();
        installed.openConnections().cover(null);
      } catch (IOException | RuntimeException | LinkageError why) {
        Log.warn("sockets opened before are not covered: " + why.getMessage());
      }
    }
  }

  /** Removes the woven code, and all else of the agent; sockets keep their options. */
  static synchronized void detach() {
    KeepAlive leaving = running;
    running = null;
    leaving.instrumentation.removeTransformer(leaving.transformer);
    if (leaving.sweep != null) {
      leaving.sweep.stop();
    }
    synchronized (leaving.guard) {
      leaving.isDetached = true; // keeps a thread that is in install() from finishing it
    }
    if (leaving.enforcement != null) {
      leaving.enforcement.remove();
    }
    leaving.retransformLoaded();
  }

  @Override
  public Settings settings() {
    return settings;
  }

  /** The enforcement, installed now if no class has needed it so far; null if it can't be. */
  Enforcement enforcement() {
    return bridgeIsReady() ? enforcement : null;
  }

  private void change(Settings to) {
    Settings from = settings;
    settings = to;
    Enforcement installed = enforcement;
    if (installed != null) {
      installed.enforcer.change(to);
      installed.updateEvents();
    }
    boolean needsMoreJoinPoints =
        (to.isSelective() && !from.isSelective()) || (from.enforcesOnly && !to.enforcesOnly);
    if (needsMoreJoinPoints || woven.hasFailed()) {
      retransformLoaded();
    }
  }

  /**
   * Weaves the classes that are loaded already, or restores them at a detach. Even at a start there
   * can be some: other agents start before this one.
   */
  private void retransformLoaded() {
    List<Class<?>> classes = Transformer.woven(instrumentation.getAllLoadedClasses());
    for (int i = 0; i < classes.size(); i++) {
      Class<?> loaded = classes.get(i);
      try {
        instrumentation.retransformClasses(loaded);
        if (enforcement != null && loaded.getName().equals(RECORDING)) {
          enforcement.recording(); // A recording may run since before this class was woven.
        }
      } catch (Exception | LinkageError failure) {
        notWoven(loaded.getName(), failure);
      }
    }
  }

  private static int javaFeature() {
    String version = System.getProperty("java.specification.version");
    return Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
  }

  @Override
  public boolean bridgeIsReady() {
    if (enforcement == null && !bridgeFailed) {
      try {
        install();
      } catch (VirtualMachineError outOfStackOrMemory) {
        throw outOfStackOrMemory; // Tried again at the next class, which may have more.
      } catch (Throwable failure) {
        bridgeFailed = true;
        Log.warn(
            "the bridge can't be put into java.base, nothing is enforced: " + failure + remedy());
      }
    }
    return enforcement != null;
  }

  /**
   * Called when the first class is woven: a JVM that opens no socket does without the bridge. Two
   * threads may do this at once; in the middle of class loading neither may wait.
   */
  private void install() throws Exception {
    Bridge.putInPlace(instrumentation);
    Enforcement made = new Enforcement(this, settings, instrumentation);
    synchronized (guard) {
      if (enforcement == null && !isDetached) {
        made.install();
        enforcement = made; // Not earlier: another thread would go on and connect without it.
      }
    }
  }

  @Override
  public void woven(String className, List<String> found, List<String> missing) {
    woven.add(className, found, missing);
    for (String method : missing) {
      Log.warn("this JDK (" + System.getProperty("java.version") + ") has no " + method);
    }
  }

  @Override
  public void notWoven(String className, Throwable failure) {
    if (woven.addFailed(className, failure)) {
      Log.warn(
          className
              + " is not woven: "
              + failure
              + (failure instanceof VirtualMachineError
                  ? "; the thread that loaded it has too little stack or memory, attach weaves it"
                  : remedy()));
    }
  }

  private static String remedy() {
    return "; put the agent's jar in place anew, or report this with the JDK's version, "
        + System.getProperty("java.version");
  }
}
