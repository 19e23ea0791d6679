package io.github.kaagent.launch;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * The agent's jar. Its core, which is all that usually runs inside an application, is read into
 * memory at once: after that no file is open (CRaC refuses a checkpoint with open files), no file
 * is read on the application's threads, where another agent may forbid it, and overwriting the jar
 * while the JVM runs does no harm. The rest, the commands and seldom used libraries, is read on
 * first use.
 *
 * <p>Both are jars inside the jar, because a JVM reads the whole directory of an agent's jar before
 * main: with 4,600 entries in it Hello World took a fifth longer.
 */
final class AgentJar {

  private static final String CORE = "inside/core-inside.jar";
  private static final String REST = "inside/rest-inside.jar";

  /** Prefixes of the names that entries of the rest may have. */
  private static final String[] REST_PREFIXES = {
    "io/github/kaagent/",
    "net/bytebuddy/",
    "org/tinylog/",
    "META-INF/services/org.tinylog.",
    "jnr/",
    "com/kenai/",
    "org/objectweb/",
    "jni/",
  };

  /** Bytes read at once: for more, malloc gives the JDK's own buffer a new mapping, 0.4 ms. */
  private static final int MAX_READ = 65_536;

  private final File file;
  private final StoredJar core;
  private final long checksum;
  private volatile Map<String, byte[]> rest;

  /**
   * Opens the jar and reads its core.
   *
   * @param modular whether a class below {@code META-INF/versions/9/} replaces its namesake
   */
  AgentJar(File file, boolean modular) throws IOException {
    this.file = file;
    try (ZipFile jar = new ZipFile(file)) {
      ZipEntry entry = entry(jar, CORE);
      core = new StoredJar(read(jar.getInputStream(entry), (int) entry.getSize()), modular);
      checksum = checksum(jar);
    }
  }

  private static ZipEntry entry(ZipFile jar, String name) throws IOException {
    ZipEntry entry = jar.getEntry(name);
    if (entry == null) {
      throw new IOException(jar.getName() + " is not the agent's jar: it has no " + name);
    }
    return entry;
  }

  private static byte[] read(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int count = 0;
    while (count < length) {
      int read = in.read(bytes, count, Math.min(length - count, MAX_READ));
      if (read < 0) {
        throw new IOException("the agent's jar is cut off");
      }
      count += read;
    }
    return bytes;
  }

  private static long checksum(ZipFile jar) throws IOException {
    return entry(jar, CORE).getCrc() << 32 ^ entry(jar, REST).getCrc();
  }

  /** Identifies this build of the jar. */
  long checksum() {
    return checksum;
  }

  boolean has(String name) throws IOException {
    return core.has(name) || (mayBeInRest(name) && rest().containsKey(name));
  }

  /**
   * An entry's bytes; null if there is none.
   *
   * @throws IOException if the jar can't be read any more, or was replaced
   */
  byte[] bytes(String name) throws IOException {
    byte[] bytes = core.bytes(name);
    return bytes != null || !mayBeInRest(name) ? bytes : rest().get(name);
  }

  private static boolean mayBeInRest(String name) {
    for (int i = 0; i < REST_PREFIXES.length; i++) {
      if (name.startsWith(REST_PREFIXES[i])) {
        return true;
      }
    }
    return false;
  }

  /** The entries of the rest. Two threads may both read them, which costs nothing but time. */
  private Map<String, byte[]> rest() throws IOException {
    Map<String, byte[]> known = rest;
    if (known == null) {
      try (ZipFile jar = new ZipFile(file)) {
        if (checksum(jar) != checksum) {
          throw new IOException(
              file + " was replaced while this JVM ran: put the old one back, or restart the JVM");
        }
        known = entries(jar.getInputStream(entry(jar, REST)));
      }
      rest = known;
    }
    return known;
  }

  private static Map<String, byte[]> entries(InputStream in) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(in)) {
      byte[] buffer = new byte[8192];
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int read = zip.read(buffer); read > 0; read = zip.read(buffer)) {
          bytes.write(buffer, 0, read);
        }
        entries.put(entry.getName(), bytes.toByteArray());
      }
    }
    return entries;
  }

  @Override
  public String toString() {
    return file.getPath();
  }
}
