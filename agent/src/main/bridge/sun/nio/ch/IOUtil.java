package sun.nio.ch;

import java.io.FileDescriptor;

/** A stub of the JDK's class, with what KaAgentNet calls; for javac alone, see {@link Net}. */
final class IOUtil {

  private IOUtil() {}

  static native int fdVal(FileDescriptor fd);

  static native FileDescriptor newFD(int number);
}
