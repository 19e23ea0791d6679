package io.github.kaagent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The process's standard error. Not System.err: the application may have put a logger of its own in
 * there, whose lines ours are not.
 */
final class StandardError implements LogWriter.Sink {

  /** Kept, for FileDescriptor.err keeps each stream that there ever was on it. */
  private static StandardError only;

  private final OutputStream stream;

  private StandardError() {
    OutputStream own;
    try {
      own = new FileOutputStream(FileDescriptor.err);
    } catch (RuntimeException denied) {
      own = System.err; // An agent or a policy leaves us no other. We may wait there: only we do.
    }
    stream = own;
  }

  static synchronized StandardError open() {
    if (only == null) {
      only = new StandardError();
    }
    return only;
  }

  @Override
  public void write(String line) throws IOException {
    // In one piece, so that lines of the application's do not come in between.
    stream.write(line.concat(System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
