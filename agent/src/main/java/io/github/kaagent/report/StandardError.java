package io.github.kaagent.report;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The process's standard error. Not System.err: the application may have put a logger of its own in
 * there that holds a lock, or opens a socket, in whose connect we are.
 */
final class StandardError implements Log.Sink {

  private final FileOutputStream stream = new FileOutputStream(FileDescriptor.err);

  @Override
  public void write(String line) throws IOException {
    // In one piece, so that lines of the application's do not come in between.
    stream.write(line.concat(System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    // It's the process's.
  }
}
