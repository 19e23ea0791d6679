package io.github.kaagent.weave;

import io.github.kaagent.settings.Settings;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

/**
 * The names of the classes that are woven, with slashes, as in class files. Every class that a JVM
 * loads is looked up here, and so the join points, which only weaving needs, are elsewhere.
 */
final class WovenClasses {

  /** The JDK's classes that have join points in {@link JdkJoinPoints}. */
  private static final String[] OF_THE_JDK = {
    "java/net/Socket",
    "java/net/AbstractPlainSocketImpl",
    "java/net/PlainSocketImpl",
    "java/net/SocksSocketImpl",
    "sun/nio/ch/NioSocketImpl",
    "sun/nio/ch/SocketChannelImpl",
    "sun/nio/ch/ServerSocketChannelImpl",
    "sun/nio/ch/AsynchronousSocketChannelImpl",
    "sun/nio/ch/UnixAsynchronousSocketChannelImpl",
    "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl",
    "sun/nio/ch/Net",
    "sun/nio/ch/SocketDispatcher",
    "sun/nio/ch/UnixDispatcher",
    "java/lang/management/ManagementFactory",
    "jdk/jfr/internal/PlatformRecording",
  };

  /** Bit n is set if one of these names has n characters. */
  private static final long LENGTHS;

  /** Bit n is set if the name of any woven class ends with a character whose low six bits are n. */
  private static final long ENDS;

  /** How the names of native transports' classes end, whatever their package. */
  static final String TRANSPORT_SOCKET = "/channel/unix/Socket";

  static final String TRANSPORT_DESCRIPTOR = "/channel/unix/FileDescriptor";
  static final String TRANSPORT_LINUX_SOCKET = "/LinuxSocket";

  static {
    long lengths = 0;
    long ends = 1L << 't' | 1L << 'r'; // of the native transports' names
    for (String woven : OF_THE_JDK) {
      lengths |= 1L << woven.length();
      ends |= 1L << woven.charAt(woven.length() - 1);
    }
    LENGTHS = lengths;
    ENDS = ends;
  }

  private WovenClasses() {}

  /**
   * Whether a class has the name of a woven class.
   *
   * @param loader the class's loader; null for the JDK's own classes
   * @param className with slashes; null for a class without a name
   */
  static boolean has(ClassLoader loader, String className) {
    if (className == null) {
      return false;
    }
    return loader == null ? isOfTheJdk(className) : isTransport(className);
  }

  /**
   * Compares lengths first: the interpreter compares strings slowly, and hundreds at a JVM's start.
   */
  private static boolean isOfTheJdk(String className) {
    int length = className.length();
    if (length >= Long.SIZE || (LENGTHS & 1L << length) == 0) {
      return false;
    }
    for (String woven : OF_THE_JDK) {
      if (woven.equals(className)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransport(String className) {
    return className.endsWith(TRANSPORT_SOCKET)
        || className.endsWith(TRANSPORT_DESCRIPTOR)
        || (className.endsWith(TRANSPORT_LINUX_SOCKET) && className.contains("/channel/"));
  }

  /** The join points of a class for which {@link #has} is true. */
  static List<JoinPoint> points(
      ClassLoader loader, String className, int feature, boolean isLoaded, Settings settings) {
    List<JoinPoint> points = new ArrayList<>();
    for (JoinPoint point : loader == null ? JdkJoinPoints.ALL : TransportJoinPoints.ALL) {
      String name = point.method.className;
      boolean isIn = loader == null ? className.equals(name) : className.endsWith(name);
      if (isIn && point.isOf(feature, isLoaded, settings)) {
        points.add(point);
      }
    }
    return points;
  }

  /**
   * The woven ones among the loaded classes. A JVM makes a class's name when it is first asked for,
   * so interfaces, of which none is woven, are skipped first. All in one method: the JVM would
   * compile each method called from here, while it starts.
   */
  static List<Class<?>> among(Class<?>... loaded) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : loaded) {
      if ((type.getModifiers() & Modifier.INTERFACE) != 0) {
        continue;
      }
      String name = type.getName();
      boolean mayBeWoven = (ENDS & 1L << name.charAt(name.length() - 1)) != 0; // false for arrays
      if (mayBeWoven && has(type.getClassLoader(), name.replace('.', '/'))) {
        found.add(type);
      }
    }
    return found;
  }
}
