package io.github.kaagent.weave;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  private CacheEntry() {}

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
    out.writeUTF(maker);
    out.writeUTF(className);
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
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int covered = bytes.length - CHECKSUM_LENGTH;
    if (covered < 4 || in.readInt() != MAGIC) {
      throw new IOException("it is no woven class");
    }
    if (checksum(bytes, covered) != lastLong(bytes)) {
      throw new IOException("it is damaged");
    }
    if (!in.readUTF().equals(maker)) {
      throw new IOException("another build of the agent or another JDK made it");
    }
    if (!in.readUTF().equals(className)) {
      throw new IOException("it is another class");
    }
    if (!Arrays.equals(bytes(in), original)) {
      throw new IOException("the JDK's class is another than the one that it was made from");
    }
    return new Woven(bytes(in), strings(in), strings(in));
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Only after the checksum: lengths are to be trusted then. */
  private static byte[] bytes(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void write(DataOutputStream out, List<String> strings) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      out.writeUTF(string);
    }
  }

  private static List<String> strings(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> strings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      strings.add(in.readUTF());
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
