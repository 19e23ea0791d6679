package io.github.kaagent.weave;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Woven classes kept between starts, in a folder for each JDK, a file a class. One serves only if
 * the JVM hands over exactly the class file that it was made from; all else is passed over, with a
 * line in the log, and the class is woven afresh.
 *
 * <p>It reads with FileInputStream: {@code Files.readAllBytes} loads classes of sun.nio.ch, one of
 * which may be the one that is being loaded (ClassCircularityError, seen on 25).
 */
final class Cache {

  /** Four times what the largest takes. */
  private static final int LARGEST = 1024 * 1024;

  private final File folder;
  private final String maker;
  private final WriteAccess limit;
  private final boolean writes;
  private final Weaving weaving;

  private Cache(File folder, String maker, WriteAccess limit, boolean writes, Weaving weaving) {
    this.folder = folder;
    this.maker = maker;
    this.limit = limit;
    this.writes = writes;
    this.weaving = weaving;
  }

  /**
   * The cache that is asked for.
   *
   * @param asked {@code auto}, {@code off} or a directory, as in Settings
   * @param weaving is told what is passed over
   * @return null for none, or none that may be used
   */
  static Cache of(String asked, Weaving weaving) {
    if (asked.equals("off")) {
      return null;
    }
    File jar = jar();
    boolean own = !asked.equals("auto");
    File directory = own ? new File(asked) : besides(jar);
    if (!own && !directory.isDirectory()) {
      return null;
    }
    File folder = new File(directory, jdk());
    try {
      WriteAccess limit = own ? WriteAccess.ofThisUser() : WriteAccess.of(jar);
      if (own) {
        make(directory);
        make(folder);
      } else if (!folder.isDirectory()) {
        throw new IOException("it has nothing for this JDK, " + jdk() + "; prime adds it");
      }
      check(directory, limit);
      check(folder, limit);
      return new Cache(folder, build() + ' ' + jdk(), limit, own, weaving);
    } catch (IOException | RuntimeException why) {
      weaving.passedOver(directory + " is not used: " + message(why));
      return null;
    }
  }

  static File jar() {
    try {
      return new File(Cache.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible); // The class loader made it from a file.
    }
  }

  /** What tells this build of the agent from any other: its class loader says so. */
  private static String build() {
    return ((Supplier<?>) Cache.class.getClassLoader()).get().toString();
  }

  /** Where {@code prime} puts woven classes, and {@code auto} looks for them. */
  static File besides(File jar) {
    return new File(jar.getPath() + ".woven");
  }

  /** The name of this JDK's folder. */
  static String jdk() {
    String name =
        System.getProperty("java.vm.version") + '-' + System.getProperty("java.vm.vendor");
    char[] safe = name.toCharArray();
    for (int i = 0; i < safe.length; i++) {
      if ("/\\:*?\"<>| ".indexOf(safe[i]) >= 0) {
        safe[i] = '_';
      }
    }
    return new String(safe);
  }

  private static void make(File directory) throws IOException {
    if (!directory.isDirectory()) {
      if (!directory.mkdirs() && !directory.isDirectory()) {
        throw new IOException(directory + " can't be made");
      }
      onlyOwnerMayWrite(directory);
    }
  }

  /** Whatever the umask is; in a container it may be 0. */
  private static void onlyOwnerMayWrite(File file) throws IOException {
    if (!file.setWritable(false, false) || !file.setWritable(true, true)) {
      throw new IOException(file + ": its mode can't be set");
    }
  }

  private static void check(File file, WriteAccess limit) throws IOException {
    String looser = limit.looser(WriteAccess.of(file));
    if (looser != null) {
      throw new IOException(looser);
    }
  }

  /**
   * A class as it was woven before.
   *
   * @param className with slashes
   * @param original as the JVM hands it over
   * @return null if there is none that may be used
   */
  Woven find(String className, byte[] original) {
    File file = file(className);
    if (!file.exists()) {
      return null;
    }
    try {
      check(file, limit);
      return CacheEntry.decode(read(file), maker, className, original);
    } catch (IOException | RuntimeException why) {
      weaving.passedOver(file + " is not used: " + message(why));
      return null;
    }
  }

  private static byte[] read(File file) throws IOException {
    long length = file.length();
    if (length > LARGEST) {
      throw new IOException("it has " + length + " bytes");
    }
    byte[] bytes = new byte[(int) length];
    try (FileInputStream in = new FileInputStream(file)) {
      // A file is read at one go, unless it got shorter: then the checksum tells.
      int read = in.read(bytes);
      return read == bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(0, read));
    }
  }

  /**
   * Keeps a class, if this cache is one that is written. Another JVM that does so at the same time
   * has a file of its own, and the last one renamed stays.
   */
  void keep(String className, byte[] original, Woven woven) {
    if (!writes) {
      return;
    }
    File file = file(className);
    // Not File.createTempFile, which loads SecureRandom.
    File unfinished = new File(folder, file.getName() + '.' + System.nanoTime());
    try {
      byte[] bytes = CacheEntry.encode(maker, className, original, woven);
      if (!unfinished.createNewFile()) {
        throw new IOException(unfinished + " is there already");
      }
      try {
        onlyOwnerMayWrite(unfinished);
        try (FileOutputStream out = new FileOutputStream(unfinished)) {
          out.write(bytes);
        }
        if (!unfinished.renameTo(file)) {
          throw new IOException(unfinished + " can't be renamed");
        }
      } finally {
        if (unfinished.exists() && !unfinished.delete()) {
          weaving.passedOver(unfinished + " can't be removed");
        }
      }
    } catch (IOException | RuntimeException why) {
      weaving.passedOver(file + " is not written: " + message(why));
    }
  }

  private File file(String className) {
    return new File(folder, className.replace('/', '.'));
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
