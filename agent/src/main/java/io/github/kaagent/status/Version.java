package io.github.kaagent.status;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The version of this agent. */
public final class Version {

  private static final String TEXT = read();

  private Version() {}

  /** The version as in Maven, such as 1.0.0. */
  public static String text() {
    return TEXT;
  }

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("version.txt")) {
      byte[] text = new byte[32]; // more than the file has
      return new String(text, 0, in.read(text), StandardCharsets.ISO_8859_1);
    } catch (IOException ignored) {
      return "unknown"; // Only what users see depends on it.
    }
  }
}
