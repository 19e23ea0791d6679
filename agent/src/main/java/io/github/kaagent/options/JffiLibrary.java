package io.github.kaagent.options;

import com.kenai.jffi.Version;
import io.github.kaagent.options.library.SystemLoad;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import jnr.ffi.Platform;

/**
 * Loads jffi's native library from the agent's jar in place of jffi's own StubLoader. That one asks
 * the application's class loaders first, sets up java.util.logging, knows one temporary folder and
 * leaves its file there until the JVM ends (jnr/jffi#46, #158). Read from jffi 1.4.3.
 */
final class JffiLibrary {
  private static final String NAME = "jffi-" + Version.MAJOR + "." + Version.MINOR;
  private static final String ENTRY = "jni/" + platform() + "/" + fileName();

  private final List<String> failures = new ArrayList<>();

  /**
   * Loads it once; jffi then takes it for loaded.
   *
   * @throws NativeUnavailable if no folder would do; each is named with its reason
   */
  static void load() throws NativeUnavailable {
    if (JffiLibrary.class.getClassLoader().getResource(ENTRY) == null) {
      throw new NativeUnavailable("jffi has no native library for this platform: " + ENTRY, null);
    }
    JffiLibrary library = new JffiLibrary();
    if (!library.loadInstalled() && !library.loadUnpacked()) {
      throw new NativeUnavailable(
          "jffi's native library can't be loaded ("
              + String.join("; ", library.failures)
              + "); set -Djffi.extract.dir to a folder where files can be written and executed",
          null);
    }
    try {
      Field loaded = Class.forName("com.kenai.jffi.Init").getDeclaredField("loaded");
      loaded.setAccessible(true);
      loaded.setBoolean(null, true);
    } catch (ReflectiveOperationException e) {
      throw new NativeUnavailable("this jffi is not the one that the agent came with", e);
    }
  }

  /** Where the operator has put the library itself: jffi's own setting. */
  private boolean loadInstalled() {
    String path = System.getProperty("jffi.boot.library.path");
    if (path == null) {
      return false;
    }
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (loadFile(new File(folder, System.mapLibraryName(NAME)))) {
        return true;
      }
    }
    return false;
  }

  private boolean loadUnpacked() {
    for (String folder : folders()) {
      File copy = null;
      try {
        // Only its owner may write it, whatever the umask: it is code that is about to run.
        Path created = Files.createTempFile(new File(folder).toPath(), "ka-agent-", ".jffi");
        copy = created.toFile();
        unpackTo(copy);
        if (loadFile(copy)) {
          return true;
        }
      } catch (IOException | RuntimeException e) {
        failures.add(folder + ": " + reason(e));
      } finally {
        // Mapped already. Windows holds on to it until the JVM ends.
        if (copy != null && !copy.delete()) {
          copy.deleteOnExit();
        }
      }
    }
    return false;
  }

  /** In the order in which they are tried; jffi's own setting (for StubLoader) first. */
  private static Set<String> folders() {
    Set<String> folders = new LinkedHashSet<>();
    folders.add(System.getProperty("jffi.extract.dir"));
    folders.add(System.getProperty("java.io.tmpdir"));
    folders.add(folderOfJar());
    folders.add("/dev/shm");
    folders.add(System.getProperty("user.home"));
    folders.remove(null);
    return folders;
  }

  private static String folderOfJar() {
    CodeSource source = JffiLibrary.class.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      return new File(source.getLocation().toURI()).getParent();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null; // not a file
    }
  }

  private static void unpackTo(File copy) throws IOException {
    try (InputStream in = JffiLibrary.class.getClassLoader().getResourceAsStream(ENTRY);
        OutputStream out = new FileOutputStream(copy)) {
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
    }
  }

  /** As jffi's build names the folder; its own Platform.getName would load the library. */
  private static String platform() {
    Platform platform = Platform.getNativePlatform();
    if (platform.getOS() == Platform.OS.DARWIN) {
      return "Darwin";
    }
    String os = System.getProperty("os.name");
    int space = os.indexOf(' '); // Windows Server 2025
    return platform.getCPU().name().toLowerCase(Locale.ROOT)
        + "-"
        + (space < 0 ? os : os.substring(0, space));
  }

  /** As jffi's build names the file, which on macOS is not what a JDK of today looks for. */
  private static String fileName() {
    String name = System.mapLibraryName(NAME);
    return name.endsWith(".dylib") ? name.replace(".dylib", ".jnilib") : name;
  }

  private boolean loadFile(File file) {
    try {
      SystemLoad.load(file.getAbsolutePath());
      return true;
    } catch (UnsatisfiedLinkError e) {
      // Its text begins with the file's name, once or twice. "failed to map segment" is noexec.
      String text = e.getMessage();
      failures.add(file.getParent() + ": " + text.substring(text.lastIndexOf(": ") + 1).trim());
      return false;
    }
  }

  private static String reason(Exception e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (e instanceof AccessDeniedException) {
      return "not writable";
    }
    String reason = e instanceof FileSystemException ? ((FileSystemException) e).getReason() : null;
    return reason == null ? e.toString() : reason;
  }
}
