package io.github.kaagent.agent;

import io.github.kaagent.bridge.Bridge;
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

  private static KeepAlive running;
  private static boolean logWasConfigured;

  private final Instrumentation instrumentation;
  private final Transformer transformer;
  // No AtomicReference: it takes seven classes of java.lang.invoke with it into every start.
  private final Object guard = new Object();
  final int feature = javaFeature(); // 8, 11, 17, ...
  private volatile Enforcement enforcement;
  private volatile Settings settings;
  final WovenMethods woven = new WovenMethods();
  final String started; // how, in a word
  private volatile boolean bridgeFailed;
  private boolean left;
  private Sweep sweep;

  private KeepAlive(Settings settings, String started, Instrumentation instrumentation) {
    this.settings = settings;
    this.started = started;
    this.instrumentation = instrumentation;
    this.transformer = new Transformer(this, feature);
  }

  /** The agent that runs in this JVM, or null. */
  public static synchronized KeepAlive running() {
    return running;
  }

  /**
   * Starts the agent, or gives the one that runs other settings.
   *
   * @param how in a word, for status
   */
  static synchronized KeepAlive start(
      Settings settings, String how, Instrumentation instrumentation) {
    configureLog(settings);
    if (running != null) {
      running.change(settings);
    } else {
      KeepAlive started = new KeepAlive(settings, how, instrumentation);
      instrumentation.addTransformer(started.transformer, true);
      running = started;
      started.retransformLoaded();
    }
    return running;
  }

  /** Unless told otherwise it logs as is usual, and most JVMs need not load it to be told so. */
  private static void configureLog(Settings settings) {
    boolean usual = settings.log.equals("info") && settings.logFile == null;
    if (!usual || logWasConfigured) {
      logWasConfigured = true;
      Log.configure(settings.log, settings.logFile);
    }
  }

  /**
   * Starts, changes or ends the sweep, as the settings say.
   *
   * @param leavesExisting whether it is only for connections that come from now on
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
   * Covers the sockets of agents that were named before this one, at a start; there can be some
   * only if a class of sockets was loaded by then, which put the bridge in place.
   */
  void coverThoseOpenBefore() {
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

  /** Takes the woven code out again, and gives back all else; sockets keep their options. */
  static synchronized void detach() {
    KeepAlive leaving = running;
    running = null;
    leaving.instrumentation.removeTransformer(leaving.transformer);
    if (leaving.sweep != null) {
      leaving.sweep.stop();
    }
    leaving.removeHook();
    leaving.retransformLoaded();
  }

  private void removeHook() {
    synchronized (guard) {
      left = true; // A thread that is about to install it, for the first socket, will not.
    }
    Enforcement installed = enforcement;
    if (installed != null) {
      installed.remove();
    }
  }

  @Override
  public Settings settings() {
    return settings;
  }

  /** The enforcement, put in place if no class needed it so far; null if that can't be. */
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
    boolean asksForMore =
        (to.isSelective() && !from.isSelective()) || (from.enforcesOnly && !to.enforcesOnly);
    if (asksForMore || woven.hasFailed()) {
      retransformLoaded();
    }
  }

  /** Sockets may have been used before the agent came; other agents start before this one. */
  private void retransformLoaded() {
    List<Class<?>> woven = Transformer.woven(instrumentation.getAllLoadedClasses());
    for (int i = 0; i < woven.size(); i++) {
      Class<?> loaded = woven.get(i);
      try {
        instrumentation.retransformClasses(loaded);
        if (enforcement != null && loaded.getName().equals(RECORDING)) {
          enforcement.recording(); // It may have started before this class was woven.
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
        throw outOfStackOrMemory; // The next socket may come by with more of it.
      } catch (Throwable failure) {
        bridgeFailed = true;
        Log.warn(
            "the bridge can't be put into java.base, nothing is enforced: " + failure + remedy());
      }
    }
    return enforcement != null;
  }

  /**
   * Only now, that the first class is woven: a JVM that opens no socket does without. Two threads
   * may come here at once; neither can be made to wait in the middle of class loading.
   */
  private void install() throws Exception {
    Bridge.putInPlace(instrumentation);
    Enforcement made = new Enforcement(this, settings, instrumentation);
    synchronized (guard) {
      if (enforcement == null && !left) {
        made.install();
        enforcement = made; // Not before: another thread would go on, and connect, without it.
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
