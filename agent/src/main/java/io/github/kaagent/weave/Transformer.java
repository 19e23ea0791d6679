package io.github.kaagent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;

/**
 * Weaves the classes of {@link JoinPoint#TABLE} when the JVM loads or retransforms them. For every
 * other class it compares the name and is done.
 *
 * <p>It runs in the middle of class loading, in the application's threads, and so takes no lock: a
 * thread that waits here holds whatever locks the loading class's users hold.
 */
public final class Transformer implements ClassFileTransformer {

  private final Weaving weaving;
  private final int feature;

  /**
   * A transformer, to be registered with the JVM as capable of retransformation.
   *
   * @param weaving whom it asks and tells
   * @param feature the JDK's feature version: 8, 11, ...
   */
  public Transformer(Weaving weaving, int feature) {
    this.weaving = weaving;
    this.feature = feature;
  }

  /**
   * Whether this transformer weaves a class.
   *
   * @param className with slashes, as class files have it; null for a class without a name
   */
  public static boolean weaves(String className) {
    if (className == null) {
      return false;
    }
    for (JoinPoint point : JoinPoint.TABLE) {
      if (point.className.equals(className)) {
        return true;
      }
    }
    return false;
  }

  /** Whether this transformer weaves a class that is loaded. */
  public static boolean weaves(Class<?> loaded) {
    return loaded.getClassLoader() == null && weaves(loaded.getName().replace('.', '/'));
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    if (loader != null || !weaves(className)) {
      return null;
    }
    try {
      return weaving.hookIsReady() ? weave(className, original) : null;
    } catch (Throwable failure) {
      weaving.notWoven(className.replace('/', '.'), failure);
      return null;
    }
  }

  private byte[] weave(String className, byte[] original) {
    List<JoinPoint> points = Weaver.of(className);
    List<JoinPoint> found = new ArrayList<>();
    byte[] woven = Weaver.weave(className, original, points, found);
    List<String> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JoinPoint point : points) {
      if (found.contains(point)) {
        present.add(point.toString());
      } else if (point.isExpectedIn(feature)) {
        missing.add(point.toString());
      }
    }
    weaving.woven(className.replace('/', '.'), present, missing);
    return found.isEmpty() ? null : woven;
  }
}
