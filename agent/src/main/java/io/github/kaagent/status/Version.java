package io.github.kaagent.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this agent. */
public final class Version {

  private static final String TEXT = read();

  private Version() {}

  /** As in Maven: 1.0.0. */
  public static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
      return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      return "unknown";
    }
  }
}
