package io.github.kaagent.weave;

import static net.bytebuddy.matcher.ElementMatchers.none;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.pool.TypePool;

/** Weaves the advice into one class with Byte Buddy, which is loaded no sooner than this class. */
final class Weaver {

  private static final ClassFileLocator OWN_CLASSES =
      ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());

  // Advice is read from its class file: reflection would make proxies for its annotations.
  private static final TypePool OWN_TYPES = TypePool.Default.of(OWN_CLASSES);

  private Weaver() {}

  /**
   * Weaves a class.
   *
   * @param original the class file as the JVM hands it over
   * @param feature the JDK's feature version
   */
  static Woven weave(String className, byte[] original, int feature) {
    List<JoinPoint> points = of(className, feature);
    List<JoinPoint> found = new ArrayList<>();
    byte[] woven = weave(className, original, points, found);
    List<String> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JoinPoint point : points) {
      if (found.contains(point)) {
        present.add(point.toString());
      } else {
        missing.add(point.toString());
      }
    }
    return new Woven(found.isEmpty() ? new byte[0] : woven, present, missing);
  }

  private static byte[] weave(
      String className, byte[] original, List<JoinPoint> points, List<JoinPoint> found) {
    String name = className.replace('/', '.');
    ClassFileLocator locator =
        new ClassFileLocator.Compound(ClassFileLocator.Simple.of(name, original), OWN_CLASSES);
    TypePool types = TypePool.Default.of(locator);
    TypeDescription type = types.describe(name).resolve();
    // Decorating keeps members as they are, which retransformation demands, and copies what it does
    // not touch.
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
            .with(Implementation.Context.Disabled.Factory.INSTANCE)
            .ignore(none())
            .decorate(type, locator);
    for (JoinPoint point : points) {
      TypeDescription advice =
          OWN_TYPES.describe(Advices.class.getName() + "$" + point.advice).resolve();
      builder = builder.visit(Advice.to(advice, OWN_CLASSES).on(new MethodOf(point, found)));
    }
    return builder.make(types).getBytes();
  }

  /**
   * The join points of a class. Not those of another JDK that happen to be found here too: on 8 a
   * client's connect calls setConnected, which is an accept's on 21.
   */
  static List<JoinPoint> of(String className, int feature) {
    List<JoinPoint> points = new ArrayList<>();
    for (JoinPoint point : JoinPoint.TABLE) {
      if (point.className.equals(className) && point.isExpectedIn(feature)) {
        points.add(point);
      }
    }
    return points;
  }

  /** Matches a join point's method, and notes that it is there. */
  private static final class MethodOf implements ElementMatcher<MethodDescription> {

    private final JoinPoint point;
    private final List<JoinPoint> found;

    MethodOf(JoinPoint point, List<JoinPoint> found) {
      this.point = point;
      this.found = found;
    }

    @Override
    public boolean matches(MethodDescription method) {
      boolean matches =
          method.getInternalName().equals(point.method)
              && method.getDescriptor().equals(point.descriptor);
      if (matches && !found.contains(point)) {
        found.add(point);
      }
      return matches;
    }
  }
}
