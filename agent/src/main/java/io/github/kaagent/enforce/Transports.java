package io.github.kaagent.enforce;

import java.io.IOException;
import java.lang.reflect.Method;

/**
 * Calls methods of a native transport's socket: of Netty's io.netty.channel.unix.Socket and its
 * copies in other packages, types that the agent does not see. By reflection, since a woven call
 * would break the application if a copy has no such method.
 */
final class Transports {

  // The socket's class holds the value, and so no longer than its loader lives.
  private static final ClassValue<Method> INT_VALUE = new PublicMethod("intValue");
  private static final ClassValue<Method> IS_OPEN = new PublicMethod("isOpen");

  private Transports() {}

  /** The number of its descriptor. */
  static int number(Object socket) throws IOException {
    try {
      return (Integer) INT_VALUE.get(socket.getClass()).invoke(socket);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  /** Whether it has not been closed. */
  static boolean isOpen(Object socket) throws IOException {
    try {
      return (Boolean) IS_OPEN.get(socket.getClass()).invoke(socket);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  private static final class PublicMethod extends ClassValue<Method> {
    private final String name;

    PublicMethod(String name) {
      this.name = name;
    }

    @Override
    protected Method computeValue(Class<?> type) {
      try {
        // From the class that declares it: the socket's own class need not be public.
        return type.getMethod(name).getDeclaringClass().getMethod(name);
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(type + " is no socket of a native transport", e);
      }
    }
  }
}
