package io.github.kaagent.weave;

import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts the calls of join points into a class, with the ASM that Byte Buddy contains and nothing
 * else of Byte Buddy: its Advice needs 645 classes for a call, 190 ms at each start.
 *
 * <p>The calls have no branch, so that the class's stack map frames stay as they are.
 */
final class Weaver extends ClassVisitor {

  private static final int API = Opcodes.ASM9;

  // ClassFile { u4 magic; u2 minor_version; u2 major_version; ... (JVMS 4.1)
  private static final int MAJOR = 6;

  private final List<JoinPoint> wanted;
  private final List<JoinPoint> found;
  private String superclass;

  private Weaver(ClassWriter writer, List<JoinPoint> wanted, List<JoinPoint> found) {
    super(API, writer);
    this.wanted = wanted;
    this.found = found;
  }

  /**
   * Weaves a class.
   *
   * @param original the class file as the JVM hands it over; it is not changed
   * @param wanted the join points to look for
   * @param found receives those that the class has
   * @return the class file to use; null if the class has none of them
   */
  static byte[] weave(byte[] original, List<JoinPoint> wanted, List<JoinPoint> found) {
    // ASM refuses versions that it does not know, so all are given to it as 8: what it reads has
    // had the same form since. The two bytes of the version are put back below.
    byte[] readable = original.clone();
    readable[MAJOR] = 0;
    readable[MAJOR + 1] = Opcodes.V1_8;
    ClassReader reader = new ClassReader(readable);
    // Members are not added or removed, as retransformation demands; ASM copies unchanged ones.
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Weaver(writer, wanted, found), 0);
    if (found.isEmpty()) {
      return null;
    }
    byte[] woven = writer.toByteArray();
    woven[MAJOR] = original[MAJOR];
    woven[MAJOR + 1] = original[MAJOR + 1];
    return woven;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    superclass = parent;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    for (int i = 0; i < wanted.size(); i++) {
      JoinPoint point = wanted.get(i);
      if (point.isIn(superclass, name, descriptor)) {
        found.add(point);
        method = new CallVisitor(API, method, point, isStatic);
      }
    }
    return method;
  }
}
