package io.github.kaagent.weave;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;

/**
 * By what a class with the name of one of the {@link Transports} is told to be one. Apart from them
 * because they are asked of every class, and this takes Byte Buddy.
 */
final class TransportShape {

  private TransportShape() {}

  /** Whether a class is one: it is made of a descriptor, and tells it by intValue(). */
  static boolean isOf(TypeDescription type) {
    for (MethodDescription method : type.getDeclaredMethods()) {
      if (method.isConstructor() && method.getDescriptor().equals("(I)V")) {
        return tellsDescriptor(type);
      }
    }
    return false;
  }

  private static boolean tellsDescriptor(TypeDescription type) {
    for (TypeDefinition each = type; each != null; each = each.getSuperClass()) {
      for (MethodDescription method : each.getDeclaredMethods()) {
        if (method.getName().equals("intValue")
            && method.getDescriptor().equals("()I")
            && method.isPublic()) {
          return true;
        }
      }
    }
    return false;
  }
}
