package io.github.kaagent.weave;

import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts the call of one join point into its method. */
final class CallVisitor extends MethodVisitor {

  private static final String BRIDGE = "java/net/KaAgentBridge";

  private final JoinPoint point;

  /** The local variables that the arguments are in, and their descriptors. */
  private final int[] slots;

  private final String[] types;
  private final String result;

  CallVisitor(int api, MethodVisitor method, JoinPoint point, boolean isStatic) {
    super(api, method);
    this.point = point;
    String descriptor = point.descriptor;
    this.types = parameters(descriptor);
    this.result = descriptor.substring(descriptor.indexOf(')') + 1);
    this.slots = new int[types.length];
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < types.length; i++) {
      slots[i] = slot;
      slot += size(types[i]);
    }
  }

  /** The descriptors of a method's parameters (JVMS 4.3.3). */
  static String[] parameters(String descriptor) {
    java.util.List<String> parameters = new java.util.ArrayList<>();
    for (int at = 1; descriptor.charAt(at) != ')'; ) {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      parameters.add(descriptor.substring(at, end));
      at = end;
    }
    return parameters.toArray(new String[0]);
  }

  /** How many local variables, or places on the stack, a value takes (JVMS 2.6.1). */
  private static int size(String type) {
    return type.equals("J") || type.equals("D") ? 2 : 1;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (point.onEntry) {
      call();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean returns = Opcodes.IRETURN <= opcode && opcode <= Opcodes.RETURN;
    if (returns && !point.onEntry) {
      call();
    }
    super.visitInsn(opcode);
  }

  private void call() {
    StringBuilder descriptor = new StringBuilder("(");
    for (Operand operand : point.operands) {
      descriptor.append(push(operand));
    }
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, BRIDGE, point.call, descriptor.append(")V").toString(), false);
  }

  /** Pushes an operand, and tells the type that the bridge takes it by. */
  private String push(Operand operand) {
    String type = operand.type;
    switch (operand.source) {
      case THIS:
        super.visitVarInsn(Opcodes.ALOAD, 0);
        return type;
      case RESULT: // It is on the stack already, and is to be there afterwards.
        super.visitInsn(Opcodes.DUP);
        return type == null ? result : type;
      case ARGUMENT:
        String own = types[operand.number];
        super.visitVarInsn(
            own.length() == 1 ? Opcodes.ILOAD : Opcodes.ALOAD, slots[operand.number]);
        return type == null ? own : type;
      case FIELD:
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, operand.owner, operand.name, operand.fieldType);
        return type;
      case CONSTANT:
        super.visitIntInsn(Opcodes.BIPUSH, operand.number);
        return type;
    }
    throw new AssertionError(operand.source);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + point.operands.length, maxLocals);
  }
}
