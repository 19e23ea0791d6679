package sun.nio.ch;

import java.io.FileDescriptor;

/** What KaAgentNet calls of the JDK's class of this name, for javac alone; see {@link Net}. */
final class IOUtil {

  private IOUtil() {}

  static native int fdVal(FileDescriptor fd);

  static native FileDescriptor newFD(int number);
}
