package sun.nio.ch;

import java.io.FileDescriptor;
import java.io.IOException;

/** A stub of the JDK's class, with what KaAgentNet calls; for javac alone, see {@link Net}. */
final class FileKey {

  private FileKey() {}

  static native FileKey create(FileDescriptor fd) throws IOException;
}
