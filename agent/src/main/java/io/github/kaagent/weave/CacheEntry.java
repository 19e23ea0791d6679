package io.github.kaagent.weave;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A woven class as a file: what it was made by and from, what came of it, and a checksum of all
 * that at its end.
 */
final class CacheEntry {

  private static final int MAGIC = 0x4b41574f; // KAWO
  private static final int CHECKSUM_LENGTH = 8;

  private final byte[] bytes;
  private int at;

  // Not a DataInputStream, which on 25 brings 13 classes of variable handles along.
  private CacheEntry(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Writes an entry.
   *
   * @param maker the build of the agent, and the JDK
   */
  static byte[] encode(String maker, String className, byte[] original, Woven woven)
      throws IOException {
    ByteArrayOutputStream bytes =
        new ByteArrayOutputStream(original.length + woven.classFile.length + 4096);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    write(out, maker);
    write(out, className);
    write(out, original);
    write(out, woven.classFile);
    write(out, woven.present);
    write(out, woven.missing);
    out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  /**
   * Reads an entry.
   *
   * @param maker what the entry has to be made by
   * @param original what it has to be made from
   * @throws IOException if it is anything else; the message says what
   */
  static Woven decode(byte[] bytes, String maker, String className, byte[] original)
      throws IOException {
    int covered = bytes.length - CHECKSUM_LENGTH;
    CacheEntry in = new CacheEntry(bytes);
    if (covered < Integer.BYTES || in.number() != MAGIC) {
      throw new IOException("it is no woven class");
    }
    if (checksum(bytes, covered) != lastLong(bytes)) {
      throw new IOException("it is damaged");
    }
    if (!in.string().equals(maker)) {
      throw new IOException("another build of the agent or another JDK made it");
    }
    if (!in.string().equals(className)) {
      throw new IOException("it is another class");
    }
    if (!areEqual(in.block(), original)) {
      throw new IOException("the JDK's class is another than the one that it was made from");
    }
    return new Woven(in.block(), in.strings(), in.strings());
  }

  /**
   * As Strings, whose equals is compiled by the time that a socket is opened. Arrays.equals is not,
   * and a class as large as Socket has the JIT at work on it.
   */
  private static boolean areEqual(byte[] one, byte[] other) {
    return new String(one, StandardCharsets.ISO_8859_1)
        .equals(new String(other, StandardCharsets.ISO_8859_1));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void write(DataOutputStream out, String string) throws IOException {
    write(out, string.getBytes(StandardCharsets.UTF_8));
  }

  private static void write(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      write(out, string);
    }
  }

  private int number() {
    int number = 0;
    for (int end = at + Integer.BYTES; at < end; at++) {
      number = number << 8 | (bytes[at] & 0xff);
    }
    return number;
  }

  /** Only after the checksum: lengths are to be trusted then. */
  private byte[] block() {
    int length = number();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  private String string() {
    return new String(block(), StandardCharsets.UTF_8);
  }

  private List<String> strings() {
    int count = number();
    List<String> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(string());
    }
    return strings;
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return crc.getValue();
  }

  private static long lastLong(byte[] bytes) {
    long value = 0;
    for (int i = bytes.length - CHECKSUM_LENGTH; i < bytes.length; i++) {
      value = value << 8 | (bytes[i] & 0xff);
    }
    return value;
  }
}
