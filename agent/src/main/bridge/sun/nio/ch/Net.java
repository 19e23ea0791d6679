package sun.nio.ch;

import java.io.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * A stub of the JDK's class, with what KaAgentNet calls, for javac alone, which knows no nestmates
 * of hidden classes: in the JDK the first two are private. It does not go into the jar.
 */
final class Net {

  private Net() {}

  static native void setIntOption0(
      FileDescriptor fd,
      boolean mayNeedConversion,
      int level,
      int name,
      int value,
      boolean isInternetProtocol6)
      throws IOException;

  static native int getIntOption0(FileDescriptor fd, boolean mayNeedConversion, int level, int name)
      throws IOException;

  static native InetSocketAddress localAddress(FileDescriptor fd) throws IOException;

  static native InetSocketAddress remoteAddress(FileDescriptor fd) throws IOException;
}
