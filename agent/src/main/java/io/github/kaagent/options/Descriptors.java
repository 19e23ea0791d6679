package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.SocketImpl;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;

/**
 * The descriptor behind a Socket or a channel, which Java keeps to itself. The fields are the same
 * on JDK 8, 11, 17, 21, 25 and 27; on 9 and later java.io, java.net and sun.nio.ch must have been
 * opened to this class's module before. On Windows it is the socket's handle.
 */
public final class Descriptors {
  private static final Field FD = field(FileDescriptor.class, "fd");
  private static final Field SOCKET_IMPL = field(Socket.class, "impl");
  private static final Field IMPL_FD = field(SocketImpl.class, "fd");
  // From 13 on (JEP 353) the Socket's own is a shell for SOCKS or HTTP proxies around another.
  private static final Class<?> DELEGATING = find("java.net.DelegatingSocketImpl");
  private static final Field DELEGATE = DELEGATING == null ? null : field(DELEGATING, "delegate");
  private static final Class<?> ADAPTOR = find("sun.nio.ch.SocketAdaptor");
  private static final Field ADAPTOR_CHANNEL = field(ADAPTOR, "sc");
  private static final Class<?> CHANNEL = find("sun.nio.ch.SocketChannelImpl");
  private static final Field CHANNEL_FD = field(CHANNEL, "fd");
  private static final Class<?> ASYNCHRONOUS = find("sun.nio.ch.AsynchronousSocketChannelImpl");
  private static final Field ASYNCHRONOUS_FD = field(ASYNCHRONOUS, "fd");

  // Held by the class itself, and so no longer than its loader.
  private static final ClassValue<Method> INT_VALUE =
      new ClassValue<Method>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            Class<?> declaring = type.getMethod("intValue").getDeclaringClass();
            return declaring.getMethod("intValue");
          } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no socket", e);
          }
        }
      };

  private Descriptors() {}

  /**
   * Finds it, for the JDK's own without allocating anything.
   *
   * @param socketOrChannel a {@link Socket}, {@link SocketChannel} or {@link
   *     AsynchronousSocketChannel} of the JDK's own make, where a Socket that has no descriptor yet
   *     gets one; or a socket of Netty's native transports
   * @throws IOException if it is closed, or has none: one of the application's own make
   */
  public static int of(Object socketOrChannel) throws IOException {
    try {
      if (!(socketOrChannel instanceof Socket || socketOrChannel instanceof Channel)) {
        return ofTransport(socketOrChannel);
      }
      FileDescriptor descriptor = descriptor(socketOrChannel);
      if (descriptor == null && socketOrChannel instanceof Socket) {
        // Made with the first call that needs it: any will do.
        ((Socket) socketOrChannel).getKeepAlive();
        descriptor = descriptor(socketOrChannel);
      }
      int fd = descriptor == null ? -1 : FD.getInt(descriptor);
      if (fd < 0) {
        throw new IOException("no descriptor in " + socketOrChannel.getClass().getName());
      }
      return fd;
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  /** Netty's io.netty.channel.unix.FileDescriptor, and its copies in other packages. */
  private static int ofTransport(Object socket) throws IOException {
    try {
      return (int) INT_VALUE.get(socket.getClass()).invoke(socket);
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }

  private static FileDescriptor descriptor(Object socketOrChannel) throws IllegalAccessException {
    Object object = socketOrChannel;
    if (ADAPTOR.isInstance(object)) {
      object = ADAPTOR_CHANNEL.get(object);
    }
    // What is closed may keep its number in the field, which may be another's by now.
    if (object instanceof Channel && !((Channel) object).isOpen()) {
      return null;
    }
    if (CHANNEL.isInstance(object)) {
      return (FileDescriptor) CHANNEL_FD.get(object);
    }
    if (ASYNCHRONOUS.isInstance(object)) {
      return (FileDescriptor) ASYNCHRONOUS_FD.get(object);
    }
    if (!(object instanceof Socket) || ((Socket) object).isClosed()) {
      return null;
    }
    Object impl = SOCKET_IMPL.get(object);
    while (DELEGATING != null && DELEGATING.isInstance(impl)) {
      impl = DELEGATE.get(impl);
    }
    return impl == null ? null : (FileDescriptor) IMPL_FD.get(impl);
  }

  private static Class<?> find(String name) {
    try {
      return Class.forName(name, false, null);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static Field field(Class<?> type, String name) {
    try {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("this JDK has no " + type.getName() + "." + name, e);
    }
  }
}
