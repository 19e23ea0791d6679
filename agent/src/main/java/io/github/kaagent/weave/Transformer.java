package io.github.kaagent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves the {@link WovenClasses} when the JVM loads or retransforms them. For every other class it
 * compares the name and is done.
 *
 * <p>It runs in the middle of class loading, on the application's threads, and so takes no lock: a
 * thread that waits here keeps whatever locks it holds already.
 */
public final class Transformer implements ClassFileTransformer {

  private final Weaving weaving;
  private final int feature;
  private volatile boolean toldOfDamage;

  /**
   * A transformer, to be registered with the JVM as capable of retransformation.
   *
   * @param weaving the agent, which it asks and tells
   * @param feature the JDK's feature version: 8, 11, ...
   */
  public Transformer(Weaving weaving, int feature) {
    this.weaving = weaving;
    this.feature = feature;
    // Loads WovenClasses before the transformer is registered: after that every class that is
    // loaded comes to the transformer, WovenClasses too.
    WovenClasses.has(null, "");
  }

  /** Those of the loaded classes that the transformer weaves. */
  public static List<Class<?>> woven(Class<?>... loaded) {
    return WovenClasses.among(loaded);
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    if (!WovenClasses.has(loader, className)) {
      return null;
    }
    return System.getSecurityManager() == null
        ? woven(loader, className, redefined != null, original)
        : wovenUnderGuard(loader, className, redefined != null, original);
  }

  /** With the agent's rights, which the code that causes the class to be loaded need not have. */
  private byte[] wovenUnderGuard(
      ClassLoader loader, String className, boolean isLoaded, byte[] original) {
    return AccessController.doPrivileged(
        (PrivilegedAction<byte[]>) () -> woven(loader, className, isLoaded, original));
  }

  private byte[] woven(ClassLoader loader, String className, boolean isLoaded, byte[] original) {
    try {
      return weaving.bridgeIsReady() ? weave(loader, className, isLoaded, original) : null;
    } catch (Throwable failure) {
      notWoven(className.replace('/', '.'), failure);
      return null;
    }
  }

  private byte[] weave(ClassLoader loader, String className, boolean isLoaded, byte[] original) {
    List<JoinPoint> points =
        WovenClasses.points(loader, className, feature, isLoaded, weaving.settings());
    if (points.isEmpty()) {
      return null;
    }
    List<JoinPoint> found = new ArrayList<>();
    byte[] woven = Weaver.weave(original, points, found);
    List<String> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JoinPoint point : points) {
      if (found.contains(point)) {
        present.add(point.toString());
      } else if (loader == null) {
        missing.add(point.toString());
      }
    }
    weaving.woven(className.replace('/', '.'), present, missing);
    return woven;
  }

  private void notWoven(String className, Throwable failure) {
    try {
      weaving.notWoven(className, failure);
    } catch (Throwable logFailure) {
      // Not even the log can be loaded: the jar has been overwritten since the start.
      if (!toldOfDamage) {
        toldOfDamage = true;
        System.err.println(
            "ka-agent: "
                + className
                + " is not woven: "
                + failure
                + "; the agent's jar was changed while this JVM ran, restart it");
      }
    }
  }
}
