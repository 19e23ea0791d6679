package programs.guest;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** An agent that removes finishConnect from SocketChannelImpl, as if the JDK did not have it. */
public final class RemovesMethod implements ClassFileTransformer {

  private RemovesMethod() {}

  public static void premain(String arguments, Instrumentation instrumentation) {
    instrumentation.addTransformer(new RemovesMethod());
  }

  @Override
  public byte[] transform(
      ClassLoader loader, String name, Class<?> loaded, ProtectionDomain domain, byte[] original) {
    if (!"sun/nio/ch/SocketChannelImpl".equals(name)) {
      return null;
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String method, String descriptor, String signature, String[] thrown) {
                boolean isFinish = // its name on 8, and on later JDKs
                    method.equals("finishConnect") || method.equals("endFinishConnect");
                return isFinish
                    ? null
                    : super.visitMethod(access, method, descriptor, signature, thrown);
              }
            },
            0);
    return writer.toByteArray();
  }
}
