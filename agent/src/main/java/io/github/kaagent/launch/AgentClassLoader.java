package io.github.kaagent.launch;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.Enumeration;
import java.util.function.Supplier;

/**
 * Loads the agent's classes, all but package {@code launch}, and its libraries from the {@link
 * AgentJar}: the application does not see them, and they do not see the application's classes.
 *
 * <p>A class that the jar has comes from the jar, even if the bootstrap class path has one of that
 * name, too (other agents append their libraries to it); all others come from the platform. On JDK
 * 9 and later a class below {@code META-INF/versions/9/} replaces its namesake.
 */
public final class AgentClassLoader extends ClassLoader implements Supplier<String> {

  static {
    // Otherwise one lock guards all class loading, and a transformer that waits for it while
    // another class is being loaded can deadlock
    // (open-telemetry/opentelemetry-java-instrumentation#5585).
    registerAsParallelCapable();
  }

  /** Kept here, since a security manager of the application checks the callers of getParent. */
  private final ClassLoader parent;

  private final AgentJar jar;
  private final ProtectionDomain domain;
  private final boolean modular;

  private AgentClassLoader(URL location) throws IOException, URISyntaxException {
    super(platformClassLoader());
    this.parent = getParent();
    // By no property: before an attach the application may have set it.
    this.modular = !parent.getClass().getName().startsWith("sun.misc."); // Launcher, of 8
    this.jar = new AgentJar(jarFile(location), modular);
    this.domain =
        new ProtectionDomain(
            new CodeSource(location, (Certificate[]) null),
            mayHaveSecurityManager() ? allPermissions() : null);
  }

  /** The jar's file. A URI takes half a millisecond, and is made only for a name that needs it. */
  private static File jarFile(URL location) throws URISyntaxException {
    String path = location.getPath();
    return path.indexOf('%') < 0 && File.separatorChar == '/'
        ? new File(path)
        : new File(location.toURI());
  }

  /** Makes a loader for the jar that this class was loaded from. */
  static AgentClassLoader ofThisJar() throws IOException, URISyntaxException {
    return new AgentClassLoader(
        AgentClassLoader.class.getProtectionDomain().getCodeSource().getLocation());
  }

  /** Whether this JDK may have a security manager: up to 23 (JEP 486). */
  private static boolean mayHaveSecurityManager() {
    String version = System.getProperty("java.specification.version");
    return version == null || version.length() != 2 || version.compareTo("24") < 0;
  }

  /** All permissions: the agent acts for the operator, and a policy is about the application. */
  private static PermissionCollection allPermissions() {
    PermissionCollection permissions = new AllPermission().newPermissionCollection();
    permissions.add(new AllPermission());
    return permissions;
  }

  /** The platform's loader (8: the extensions'), also if there is a java.system.class.loader. */
  private static ClassLoader platformClassLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  /**
   * Identifies this build of the jar. The interface is the JDK's, since the classes that this
   * loader loads do not see this class.
   */
  @Override
  public String get() {
    return Long.toHexString(jar.checksum());
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
        known = bytes != null ? define(name, bytes) : parent.loadClass(name);
      }
      if (resolve) {
        resolveClass(known);
      }
      return known;
    }
  }

  private Class<?> define(String name, byte[] bytes) {
    if (!modular) {
      // Without this, Class.getPackage() is null on 8, which jffi does not expect.
      String packageName = name.substring(0, name.lastIndexOf('.'));
      try {
        if (getPackage(packageName) == null) {
          definePackage(packageName, null, null, null, null, null, null, null);
        }
      } catch (IllegalArgumentException ignored) {
        // Another thread has defined it meanwhile.
      }
    }
    return defineClass(name, bytes, 0, bytes.length, domain);
  }

  private byte[] classBytes(String name) throws ClassNotFoundException {
    try {
      return bytes(name.replace('.', '/').concat(".class"));
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " cannot be read from " + jar, e);
    }
  }

  /** The bytes of an entry, or null if the jar has no such entry. */
  byte[] bytes(String name) throws IOException {
    return jar.bytes(name);
  }

  @Override
  public InputStream getResourceAsStream(String name) {
    try {
      byte[] bytes = bytes(name);
      return bytes != null ? new ByteArrayInputStream(bytes) : super.getResourceAsStream(name);
    } catch (IOException ignored) {
      return null; // the jar is unreadable: as ClassLoader does
    }
  }

  @Override
  protected URL findResource(String name) {
    try {
      return jar.has(name) ? InsideResource.url(this, name) : null;
    } catch (IOException ignored) {
      return null; // the jar is unreadable: as URLClassLoader does
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL url = findResource(name);
    return url == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(url));
  }
}
