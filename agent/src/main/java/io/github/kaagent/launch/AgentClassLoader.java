package io.github.kaagent.launch;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Loads all of the agent but package {@code launch}, with its libraries, from below {@code inside/}
 * of the agent's jar, so that the application never sees them, nor they the application's.
 *
 * <p>What the jar has comes from the jar, even where the bootstrap class path has a class of that
 * name too (other agents append their libraries to it); the rest comes from the platform. On JDK 9
 * and later a class below {@code inside9/} replaces its namesake.
 */
public final class AgentClassLoader extends ClassLoader {

  static {
    // Else one lock guards all loading, and a transformer that waits for it in the middle of
    // another
    // class's loading can deadlock (open-telemetry/opentelemetry-java-instrumentation#5585).
    registerAsParallelCapable();
  }

  private static final int LARGEST_ENTRY = 16 * 1024 * 1024;

  private final File file;
  private final JarFile jar;
  private final ProtectionDomain domain;
  private final boolean modular;

  AgentClassLoader(File file) throws IOException {
    super(platform());
    this.file = file;
    this.jar = new JarFile(file, false);
    this.modular = !System.getProperty("java.specification.version").startsWith("1.");
    // The agent acts for the operator: a security manager's policy is about the application.
    PermissionCollection everything = new AllPermission().newPermissionCollection();
    everything.add(new AllPermission());
    this.domain =
        new ProtectionDomain(
            new CodeSource(file.toURI().toURL(), (Certificate[]) null), everything);
  }

  /** The platform's loader (8: the extensions'), also below a java.system.class.loader. */
  private static ClassLoader platform() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  /**
   * The agent's jar.
   *
   * @return the file that this loader reads
   */
  public File file() {
    return file;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith("java.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> known = findLoadedClass(name);
      if (known == null) {
        byte[] bytes = classBytes(name);
        known = bytes != null ? define(name, bytes) : getParent().loadClass(name);
      }
      if (resolve) {
        resolveClass(known);
      }
      return known;
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    if (!modular) {
      // Class.getPackage() is null on 8 without it, which jffi does not expect.
      String itsPackage = name.substring(0, name.lastIndexOf('.'));
      try {
        if (getPackage(itsPackage) == null) {
          definePackage(itsPackage, null, null, null, null, null, null, null);
        }
      } catch (IllegalArgumentException anotherThreadWasFaster) {
        // Then it is there.
      }
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  private byte[] classBytes(String name) throws ClassNotFoundException {
    try {
      return bytes(name.replace('.', '/').concat(".class"));
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + file, e);
    }
  }

  /** The bytes of an entry, or null if the jar does not have it. */
  byte[] bytes(String name) throws IOException {
    JarEntry entry = entry(name);
    if (entry == null) {
      return null;
    }
    long size = entry.getSize();
    if (size < 0 || size > LARGEST_ENTRY) {
      throw new IOException(name + " has " + size + " bytes");
    }
    byte[] bytes = new byte[(int) size];
    try (InputStream in = jar.getInputStream(entry)) {
      for (int at = 0; at < bytes.length; ) {
        int read = in.read(bytes, at, bytes.length - at);
        if (read < 0) {
          throw new IOException(name + " ends after " + at + " bytes");
        }
        at += read;
      }
    }
    return bytes;
  }

  private JarEntry entry(String name) {
    JarEntry entry = modular ? jar.getJarEntry("inside9/".concat(name)) : null;
    return entry != null ? entry : jar.getJarEntry("inside/".concat(name));
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = bytes(name);
      return bytes != null ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
    } catch (IOException unreadable) {
      return null; // as ClassLoader.getResourceAsStream does
    }
  }

  @Override
  protected URL findResource(String name) {
    try {
      return entry(name) == null ? null : InsideResource.url(this, name);
    } catch (MalformedURLException impossible) {
      return null; // as URLClassLoader.findResource does
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }

  void close() throws IOException {
    jar.close();
  }
}
