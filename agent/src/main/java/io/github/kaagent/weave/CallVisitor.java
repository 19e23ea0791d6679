package io.github.kaagent.weave;

import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts the call of one join point into its method. */
final class CallVisitor extends MethodVisitor {

  private final JoinPoint point;
  private final List<String> parameters;
  private final int firstSlot;

  CallVisitor(int api, MethodVisitor method, JoinPoint point, boolean isStatic) {
    super(api, method);
    this.point = point;
    this.parameters = point.parameters();
    this.firstSlot = isStatic ? 0 : 1;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (point.onEntry) {
      insertCall();
    }
  }

  @Override
  public void visitInsn(int opcode) {
    boolean isReturn = Opcodes.IRETURN <= opcode && opcode <= Opcodes.RETURN;
    if (isReturn && !point.onEntry) {
      insertCall();
    }
    super.visitInsn(opcode);
  }

  private void insertCall() {
    for (Operand operand : point.operands) {
      push(operand);
    }
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC, point.method.bridge, point.call, point.callDescriptor(), false);
  }

  private void push(Operand operand) {
    switch (operand.source) {
      case Operand.SELF:
        super.visitVarInsn(Opcodes.ALOAD, 0);
        break;
      case Operand.RESULT: // It is on the stack already, and has to stay there for the return.
        super.visitInsn(Opcodes.DUP);
        break;
      case Operand.ARGUMENT:
        boolean isPrimitive = parameters.get(operand.number).length() == 1;
        super.visitVarInsn(isPrimitive ? Opcodes.ILOAD : Opcodes.ALOAD, slot(operand.number));
        break;
      case Operand.FIELD:
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, operand.owner, operand.name, operand.fieldType);
        break;
      default:
        super.visitIntInsn(Opcodes.BIPUSH, operand.number);
    }
  }

  /** The index of a parameter's local variable; long and double take two (JVMS 2.6.1). */
  private int slot(int position) {
    int slot = firstSlot;
    for (int i = 0; i < position; i++) {
      String type = parameters.get(i);
      slot += type.equals("J") || type.equals("D") ? 2 : 1;
    }
    return slot;
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    super.visitMaxs(maxStack + point.operands.length, maxLocals);
  }
}
