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
  private static final int RECORD_LENGTH = 46;
  private static final int LOCAL_LENGTH = 30;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  /** Names are told apart by their length and by some characters before ".class". */
  private static final int TELLING = 14;

  private static final int ENDING = 6;

  private static final int LARGEST_ENTRY = 64 * 1024 * 1024;

  private final RandomAccessFile file;
  private final long start;
  private final byte[] directory;

  /** Where records begin in the directory, plus one, by a hash of their names; 0 is free. */
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
    this.records = index(directory, count);
  }

  /** In one piece, for it runs in the interpreter, while a JVM starts: there a call is dear. */
  private static int[] index(byte[] directory, int count) throws IOException {
    int[] records = new int[Integer.highestOneBit(count + 1) * 4];
    int last = records.length - 1;
    for (int at = 0, i = 0; i < count; i++) {
      if (directory[at] != 'P' || directory[at + 1] != 'K') {
        throw new IOException("damaged directory");
      }
      int length = (directory[at + 28] & 0xff) | ((directory[at + 29] & 0xff) << 8);
      int extra = (directory[at + 30] & 0xff) | ((directory[at + 31] & 0xff) << 8);
      int comment = (directory[at + 32] & 0xff) | ((directory[at + 33] & 0xff) << 8);
      int name = at + RECORD_LENGTH;
      int hash = length;
      for (int c = length < TELLING ? 0 : length - TELLING; c < length - ENDING; c++) {
        hash = 31 * hash + directory[name + c];
      }
      int slot = (hash ^ (hash >>> 16)) & last;
      while (records[slot] != 0) {
        slot = (slot + 1) & last;
      }
      records[slot] = at + 1;
      at = name + length + extra + comment;
    }
    return records;
  }

  private int find(String name) {
    int last = records.length - 1;
    int length = name.length();
    int hash = length;
    for (int c = length < TELLING ? 0 : length - TELLING; c < length - ENDING; c++) {
      hash = 31 * hash + name.charAt(c);
    }
    for (int slot = (hash ^ (hash >>> 16)) & last; records[slot] != 0; slot = (slot + 1) & last) {
      int record = records[slot] - 1;
      if (isNamed(record, name)) {
        return record;
      }
    }
    return -1;
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
