package io.github.kaagent.log;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The process's standard error. Not System.err: the application may have replaced that by a logger
 * of its own, which must not get the agent's lines.
 */
final class StandardError implements LogWriter.Sink {

  /** Opened only once: FileDescriptor.err keeps every stream that was ever opened on it. */
  private static StandardError instance;

  private final OutputStream stream;

  private StandardError() {
    OutputStream opened;
    try {
      opened = new FileOutputStream(FileDescriptor.err);
    } catch (RuntimeException denied) {
      opened = System.err; // Denied by an agent or a policy. This may block only the log's thread.
    }
    stream = opened;
  }

  static synchronized StandardError open() {
    if (instance == null) {
      instance = new StandardError();
    }
    return instance;
  }

  @Override
  public void write(String line) throws IOException {
    // A single write, so that no line of the application's comes in between.
    stream.write(line.concat(System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
    stream.flush();
  }
}
