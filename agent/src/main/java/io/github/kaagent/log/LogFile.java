package io.github.kaagent.log;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.tinylog.Level;
import org.tinylog.core.LogEntry;
import org.tinylog.writers.SharedFileWriter;

/**
 * A log file, written by tinylog. Several JVMs may be given the same file, so it is locked for each
 * line.
 */
final class LogFile implements LogWriter.Sink {

  private final SharedFileWriter writer;

  /** Opens a file for appending. */
  LogFile(String file) throws IOException {
    Map<String, String> properties = new HashMap<>();
    properties.put("file", file);
    properties.put("append", "true");
    properties.put("charset", "UTF-8");
    properties.put("format", "{message-only}");
    writer = new SharedFileWriter(properties);
  }

  @Override
  public void write(String line) throws IOException {
    writer.write(
        new LogEntry(null, null, null, null, null, null, -1, null, Level.INFO, line, null));
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
