package sun.nio.ch;

import java.io.FileDescriptor;
import java.io.IOException;

/** What KaAgentNet calls of the JDK's class of this name, for javac alone; see {@link Net}. */
final class FileKey {

  private FileKey() {}

  static native FileKey create(FileDescriptor fd) throws IOException;
}
