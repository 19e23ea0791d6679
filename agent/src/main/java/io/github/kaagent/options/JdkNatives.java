package io.github.kaagent.options;

import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;

/**
 * Calls the JDK's natives by reflection: those of sun.nio.ch.Net take any integer option of any
 * descriptor, and are the same on 8, 11, 17, 21, 25 and 27. On 9 and later sun.nio.ch must be open
 * to this class. In an application's JVM this is used before 15 only: from 18 on reflection would
 * slow the start down (JEP 416), so from 15 on {@link NestmateNatives} takes its place.
 */
final class JdkNatives implements Natives {

  private final Method set;
  private final Method get;
  private final Method local;
  private final Method remote;
  private final Method number;
  private final Method descriptor;
  private final Method identity;
  private final boolean namesPeers;

  /**
   * Looks up the natives of this JDK.
   *
   * @throws ReflectiveOperationException if it has no such methods
   * @throws RuntimeException if they are closed (InaccessibleObjectException, 9 and later)
   */
  JdkNatives() throws ReflectiveOperationException {
    Class<?> net = Class.forName("sun.nio.ch.Net", true, null);
    Class<?> io = Class.forName("sun.nio.ch.IOUtil", true, null);
    Class<?> file = Class.forName("sun.nio.ch.FileKey", true, null);
    Class<?> fd = FileDescriptor.class;
    // The flags mayNeedConversion and isIPv6 are for IP options; the agent sets none of these.
    Class<?> flag = boolean.class;
    Class<?> integer = int.class;
    set = open(net, "setIntOption0", fd, flag, integer, integer, integer, flag);
    get = open(net, "getIntOption0", fd, flag, integer, integer);
    local = open(net, "localAddress", fd);
    remote = open(net, "remoteAddress", fd);
    number = open(io, "fdVal", fd);
    descriptor = open(io, "newFD", int.class);
    identity = open(file, "create", fd);
    namesPeers = hasRemote();
    initialize("MethodAccessorGenerator");
    initialize("ClassDefiner");
  }

  /**
   * Initializes a class that the JDK needs when a Method is called for the sixteenth time
   * (sun.reflect.inflationThreshold). If that call came at the end of a stack, the initializer
   * would fail, and the application's own reflection would fail from then on, too.
   */
  private static void initialize(String name) {
    for (String itsPackage : new String[] {"sun.reflect.", "jdk.internal.reflect."}) {
      try {
        Class.forName(itsPackage.concat(name), true, null);
        return;
      } catch (ClassNotFoundException | LinkageError ignored) {
        // 8 has it in the first package, 9 and later in the second.
      }
    }
  }

  private static Method open(Class<?> type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = type.getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  private static Object call(Method method, Object... arguments) throws IOException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      if (cause.getCause() instanceof IOException) {
        cause = cause.getCause(); // on 8 FileKey wraps it in an Error
      }
      if (cause instanceof Error) {
        throw (Error) cause;
      }
      throw cause instanceof IOException ? (IOException) cause : new IOException(cause);
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void set(FileDescriptor fd, int level, int name, int value) throws IOException {
    call(set, fd, false, level, name, value, false);
  }

  @Override
  public int get(FileDescriptor fd, int level, int name) throws IOException {
    return (Integer) call(get, fd, false, level, name);
  }

  @Override
  public InetSocketAddress local(FileDescriptor fd) throws IOException {
    return (InetSocketAddress) call(local, fd);
  }

  @Override
  public InetSocketAddress remote(FileDescriptor fd) throws IOException {
    return (InetSocketAddress) call(remote, fd);
  }

  @Override
  public boolean namesPeers() {
    return namesPeers;
  }

  private boolean hasRemote() {
    try {
      return remote(descriptor(-1)) != null;
    } catch (UnsatisfiedLinkError e) {
      return false; // 8 and 11 lack the native
    } catch (IOException ignored) {
      return true; // EBADF comes from the native
    }
  }

  @Override
  public int number(FileDescriptor fd) throws IOException {
    return (Integer) call(number, fd);
  }

  @Override
  public FileDescriptor descriptor(int number) throws IOException {
    return (FileDescriptor) call(descriptor, number);
  }

  @Override
  public Object identity(FileDescriptor fd) throws IOException {
    return call(identity, fd);
  }
}
