package io.github.kaagent.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.pool.TypePool;

/**
 * Weaves the advice into one class with Byte Buddy, which is loaded no sooner than this class.
 *
 * <p>Only its Advice is used, on its own ASM: {@code new ByteBuddy()} takes in twice as many
 * classes, and the time is in loading them.
 */
final class Weaver {

  private static final int API = Opcodes.ASM9;

  private Weaver() {}

  /**
   * Weaves a class.
   *
   * @param original the class file as the JVM hands it over
   * @param loader the class's, which has its superclasses; null for the JDK's
   * @param feature the JDK's feature version
   */
  static Woven weave(String className, byte[] original, ClassLoader loader, int feature) {
    List<JoinPoint> points = loader == null ? of(className, feature) : Transports.points(className);
    List<JoinPoint> found = new ArrayList<>();
    byte[] woven = weave(className, original, loader, points, found);
    List<String> present = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (JoinPoint point : points) {
      if (found.contains(point)) {
        present.add(point.toString());
      } else if (loader == null) {
        missing.add(point.toString());
      }
    }
    return new Woven(found.isEmpty() ? new byte[0] : woven, present, missing);
  }

  private static TypePool pool(ClassFileLocator classes) {
    return new TypePool.Default.WithLazyResolution(
        new TypePool.CacheProvider.Simple(), classes, TypePool.Default.ReaderMode.FAST);
  }

  /** The class, and for an application's its superclasses too: they are part of its shape. */
  private static ClassFileLocator located(String name, byte[] original, ClassLoader loader) {
    ClassFileLocator itself = ClassFileLocator.Simple.of(name, original);
    return loader == null
        ? itself
        : new ClassFileLocator.Compound(itself, ClassFileLocator.ForClassLoader.of(loader));
  }

  private static byte[] weave(
      String className,
      byte[] original,
      ClassLoader loader,
      List<JoinPoint> points,
      List<JoinPoint> found) {
    String name = className.replace('/', '.');
    TypePool types = pool(located(name, original, loader));
    TypeDescription type = types.describe(name).resolve();
    if (loader != null && !TransportShape.isOf(type)) {
      return original;
    }
    ClassReader reader = new ClassReader(original);
    // Members stay as they are, which retransformation demands, and what is not touched is copied.
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new JoinPoints(writer, type, types, points, found), 0);
    return writer.toByteArray();
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

  /** Finds the methods of the join points, and lays the advice around them. */
  private static final class JoinPoints extends ClassVisitor {

    private final TypeDescription type;
    private final TypePool types;
    private final List<JoinPoint> points;
    private final List<JoinPoint> found;
    private Implementation.Context context;

    // Advice is read from its class file: reflection would make proxies for its annotations. Not
    // static: an initializer that runs out of stack, in a small thread, would fail for ever.
    private final ClassFileLocator ownClasses = new OwnClasses();
    private final TypePool ownTypes = pool(ownClasses);

    JoinPoints(
        ClassWriter writer,
        TypeDescription type,
        TypePool types,
        List<JoinPoint> points,
        List<JoinPoint> found) {
      super(API, writer);
      this.type = type;
      this.types = types;
      this.points = points;
      this.found = found;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        String signature,
        String parent,
        String[] interfaces) {
      ClassFileVersion classFileVersion = ClassFileVersion.ofMinorMajor(version);
      context =
          Implementation.Context.Disabled.Factory.INSTANCE.make(
              type,
              null,
              TypeInitializer.None.INSTANCE,
              classFileVersion,
              classFileVersion,
              Implementation.Context.FrameGeneration.GENERATE);
      super.visit(version, access, name, signature, parent, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
      for (JoinPoint point : points) {
        if (point.method.equals(name) && point.descriptor.equals(descriptor)) {
          found.add(point);
          method =
              advice(point.advice)
                  .wrap(type, described(name, descriptor), method, context, types, 0, 0);
        }
      }
      return method;
    }

    private Advice advice(String name) {
      return Advice.to(
          ownTypes.describe(Advices.class.getName() + "$" + name).resolve(), ownClasses);
    }

    private MethodDescription described(String name, String descriptor) {
      for (MethodDescription method : type.getDeclaredMethods()) {
        if (method.getInternalName().equals(name) && method.getDescriptor().equals(descriptor)) {
          return method;
        }
      }
      throw new IllegalStateException(name + descriptor);
    }
  }

  /** The agent's own class files; what else the advice names is not looked into. */
  private static final class OwnClasses implements ClassFileLocator {

    @Override
    public Resolution locate(String name) throws IOException {
      try (InputStream in =
          name.startsWith("java.")
              ? null
              : Weaver.class
                  .getClassLoader()
                  .getResourceAsStream(name.replace('.', '/').concat(".class"))) {
        if (in == null) {
          return new Resolution.Illegal(name);
        }
        byte[] bytes = new byte[in.available()];
        int read = in.read(bytes);
        return read == bytes.length ? new Resolution.Explicit(bytes) : new Resolution.Illegal(name);
      }
    }

    @Override
    public void close() {}
  }
}
