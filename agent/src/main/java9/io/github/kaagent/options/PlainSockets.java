package io.github.kaagent.options;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.Socket;
import java.net.SocketOption;
import java.util.Set;

/**
 * Options of a java.net.Socket. This is the variant of JDK 9 and later.
 *
 * <p>A Socket of the application's own may override setOption, and swallow what the agent sets: of
 * such a one the inherited method is called.
 */
final class PlainSockets {

  private PlainSockets() {}

  private static boolean isOverriding(Socket socket) {
    Class<?> type = socket.getClass();
    return type != Socket.class && type.getClassLoader() != null && Inherited.isOverriddenBy(type);
  }

  static <T> void set(Socket socket, SocketOption<T> option, T value) throws IOException {
    if (isOverriding(socket)) {
      Inherited.call(Inherited.SET, socket, option, value);
    } else {
      socket.setOption(option, value);
    }
  }

  @SuppressWarnings("unchecked") // what getOption of such an option returns
  static <T> T get(Socket socket, SocketOption<T> option) throws IOException {
    return isOverriding(socket)
        ? (T) Inherited.call(Inherited.GET, socket, option)
        : socket.getOption(option);
  }

  @SuppressWarnings("unchecked") // what supportedOptions returns
  static Set<SocketOption<?>> supported(Socket socket) throws IOException {
    return isOverriding(socket)
        ? (Set<SocketOption<?>>) Inherited.call(Inherited.SUPPORTED, socket)
        : socket.supportedOptions();
  }

  /** java.net.Socket's own methods, whatever a subclass makes of them; java.net is open to us. */
  private static final class Inherited {

    static final MethodHandle SET =
        method("setOption", Socket.class, SocketOption.class, Object.class);
    static final MethodHandle GET = method("getOption", Object.class, SocketOption.class);
    static final MethodHandle SUPPORTED = method("supportedOptions", Set.class);

    /** Held by the class itself, and so no longer than its loader. */
    private static final ClassValue<Boolean> OVERRIDDEN =
        new ClassValue<Boolean>() {
          @Override
          protected Boolean computeValue(Class<?> type) {
            return isTheApplications(type, "setOption", SocketOption.class, Object.class)
                || isTheApplications(type, "supportedOptions");
          }
        };

    static boolean isOverriddenBy(Class<?> type) {
      return OVERRIDDEN.get(type);
    }

    private static boolean isTheApplications(Class<?> type, String method, Class<?>... parameters) {
      try {
        return type.getMethod(method, parameters).getDeclaringClass().getClassLoader() != null;
      } catch (NoSuchMethodException impossible) {
        return false;
      }
    }

    private static MethodHandle method(String name, Class<?> result, Class<?>... parameters) {
      try {
        return MethodHandles.privateLookupIn(Socket.class, MethodHandles.lookup())
            .findSpecial(
                Socket.class, name, MethodType.methodType(result, parameters), Socket.class);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }

    static Object call(MethodHandle method, Object... arguments) throws IOException {
      try {
        return method.invokeWithArguments(arguments);
      } catch (IOException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable impossible) {
        throw new IOException(impossible);
      }
    }
  }
}
