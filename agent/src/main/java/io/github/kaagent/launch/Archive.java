package io.github.kaagent.launch;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.zip.CRC32;

/**
 * A jar file, or a jar that lies uncompressed inside one.
 *
 * <p>Not a {@link java.util.jar.JarFile}, which cannot read a jar inside a jar. All but package
 * launch is in jars of their own because a JVM reads the whole directory of an agent's jar before
 * main: with 4,600 entries in it Hello World took a fifth longer.
 */
final class Archive {

  // The ZIP file format (PKWARE APPNOTE.TXT 4.3): lengths and offsets of fields.
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int LONGEST_COMMENT = 65535;
  private static final int RECORD = 0x02014b50;
  private static final int RECORD_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private static final int LARGEST_ENTRY = 64 * 1024 * 1024;

  private final RandomAccessFile file;
  private final long start;
  private final byte[] directory;

  /** Where records begin in the directory, plus one, by the hash of their names; 0 is free. */
  private final int[] records;

  /** The whole of a file. */
  Archive(File file) throws IOException {
    this(new RandomAccessFile(file, "r"), 0, file.length());
  }

  private Archive(RandomAccessFile file, long from, long to) throws IOException {
    this.file = file;
    byte[] tail = read(to - Math.min(to - from, END_LENGTH), (int) Math.min(to - from, END_LENGTH));
    int end = 0;
    if (tail.length < END_LENGTH || int32(tail, 0) != END) {
      int length = (int) Math.min(to - from, END_LENGTH + LONGEST_COMMENT);
      tail = read(to - length, length);
      end = length - END_LENGTH;
      while (end >= 0 && int32(tail, end) != END) {
        end--;
      }
      if (end < 0) {
        throw new IOException("no jar file");
      }
    }
    int count = int16(tail, end + 10);
    int size = int32(tail, end + 12);
    long directoryAt = to - tail.length + end - size;
    this.start = directoryAt - (int32(tail, end + 16) & 0xffffffffL);
    this.directory = read(directoryAt, size);
    this.records = new int[Integer.highestOneBit(count + 1) * 4];
    for (int at = 0, i = 0; i < count; i++) {
      if (int32(directory, at) != RECORD) {
        throw new IOException("damaged directory");
      }
      put(at);
      at += RECORD_LENGTH + nameLength(at) + int16(directory, at + 30) + int16(directory, at + 32);
    }
  }

  private void put(int record) {
    int from = record + RECORD_LENGTH;
    int length = nameLength(record);
    int hash = length;
    for (int i = from + tellingFrom(length), to = from + tellingTo(length); i < to; i++) {
      hash = 31 * hash + directory[i];
    }
    int slot = slot(hash);
    while (records[slot] != 0) {
      slot = next(slot);
    }
    records[slot] = record + 1;
  }

  private int find(String name) {
    int length = name.length();
    int hash = length;
    for (int i = tellingFrom(length), to = tellingTo(length); i < to; i++) {
      hash = 31 * hash + name.charAt(i);
    }
    for (int slot = slot(hash); records[slot] != 0; slot = next(slot)) {
      int record = records[slot] - 1;
      if (isNamed(record, name)) {
        return record;
      }
    }
    return -1;
  }

  /**
   * Names are told apart by a few characters before ".class": the interpreter hashes them all,
   * while the JVM starts.
   */
  private static int tellingFrom(int length) {
    return Math.max(0, length - 14);
  }

  private static int tellingTo(int length) {
    return Math.max(0, length - 6);
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 16)) & (records.length - 1);
  }

  private int next(int slot) {
    return (slot + 1) & (records.length - 1);
  }

  /** From its end: beginnings are alike. */
  private boolean isNamed(int record, String name) {
    int length = nameLength(record);
    if (length != name.length()) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (directory[record + RECORD_LENGTH + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private int nameLength(int record) {
    return int16(directory, record + 28);
  }

  /** Another for another content: the directory has the CRC of every entry. */
  long fingerprint() {
    CRC32 crc = new CRC32();
    crc.update(directory, 0, directory.length);
    return crc.getValue();
  }

  boolean has(String name) {
    return find(name) >= 0;
  }

  /** The bytes of an entry, or null if there is none of that name. */
  byte[] bytes(String name) throws IOException {
    int record = find(name);
    if (record < 0) {
      return null;
    }
    int method = int16(directory, record + 10);
    int compressed = int32(directory, record + 20);
    int size = int32(directory, record + 24);
    if (size < 0 || size > LARGEST_ENTRY || compressed < 0 || compressed > LARGEST_ENTRY) {
      throw new IOException(name + " is too large");
    }
    byte[] stored = read(dataOf(record), compressed);
    switch (method) {
      case STORED:
        return stored;
      case DEFLATED:
        return Deflated.inflate(stored, size, name);
      default:
        throw new IOException(name + " is compressed by method " + method);
    }
  }

  /**
   * The jar that an entry is.
   *
   * @throws IOException if it isn't there, or is compressed: somebody has packed the agent's jar
   *     anew
   */
  Archive nested(String name) throws IOException {
    int record = find(name);
    if (record < 0 || int16(directory, record + 10) != STORED) {
      throw new IOException(name + " is not in the agent's jar, or not stored uncompressed");
    }
    long from = dataOf(record);
    return new Archive(file, from, from + int32(directory, record + 24));
  }

  /** Its name and extra field come before an entry's data, and the latter's length only there. */
  private long dataOf(int record) throws IOException {
    long local = start + (int32(directory, record + 42) & 0xffffffffL);
    byte[] header = read(local, LOCAL_LENGTH);
    return local + LOCAL_LENGTH + int16(header, 26) + int16(header, 28);
  }

  private byte[] read(long at, int length) throws IOException {
    byte[] bytes = new byte[length];
    synchronized (file) {
      file.seek(at);
      file.readFully(bytes);
    }
    return bytes;
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | ((bytes[at + 1] & 0xff) << 8);
  }

  private static int int32(byte[] bytes, int at) {
    return int16(bytes, at) | (int16(bytes, at + 2) << 16);
  }

  void close() throws IOException {
    file.close();
  }
}
