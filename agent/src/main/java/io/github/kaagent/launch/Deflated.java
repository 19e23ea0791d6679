package io.github.kaagent.launch;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Entries that are compressed, as in a jar that somebody has packed anew; ours has none. */
final class Deflated {

  private Deflated() {}

  static byte[] inflate(byte[] bytes, int size, String name) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes);
      byte[] plain = new byte[size];
      for (int at = 0; at < size; ) {
        int inflated = inflater.inflate(plain, at, size - at);
        if (inflated == 0) {
          throw new EOFException(name + " ends after " + at + " bytes");
        }
        at += inflated;
      }
      return plain;
    } catch (DataFormatException e) {
      throw new IOException(name + " is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
