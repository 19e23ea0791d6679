package io.github.kaagent.benchmarks;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import net.bytebuddy.ByteBuddy;

/** The jars that are compared. */
final class Jars {

  /** Prefixes of the file names of a program's libraries. */
  private static final Map<Class<?>, String> LIBRARIES =
      Map.of(H2Server.class, "h2-", NettyServer.class, "netty-");

  private final Path folder;

  Jars(Path folder) {
    this.folder = folder;
  }

  /** ka-agent's jar, which is beside this jar. */
  static Path kaAgent() {
    return of(Jars.class).resolveSibling("ka-agent.jar");
  }

  /**
   * A jar of the programs alone: with all of this jar on the class path, an agent's classes would
   * be looked for in each of its libraries before the agent's own jar.
   */
  private Path programs() throws IOException {
    Path jar = folder.resolve("programs.jar");
    if (!Files.exists(jar)) {
      write(
          jar,
          manifest(),
          HelloWorld.class,
          TwoSockets.class,
          Memory.class,
          Churn.class,
          Many.class,
          Many.Pauses.class,
          H2Server.class,
          NettyServer.class);
    }
    return jar;
  }

  /** The class path of a program: the programs' jar and the program's own libraries, no others. */
  String classPath(Class<?> program) throws IOException {
    StringBuilder path = new StringBuilder(programs().toString());
    String prefix = LIBRARIES.get(program);
    if (prefix != null) {
      Path libraries = kaAgent().resolveSibling("lib");
      try (DirectoryStream<Path> files = Files.newDirectoryStream(libraries, prefix + "*.jar")) {
        files.forEach(file -> path.append(File.pathSeparator).append(file));
      }
    }
    return path.toString();
  }

  /** The jar of an agent with these classes. */
  Path agent(Class<?>... classes) throws IOException {
    return agent(manifest(), classes);
  }

  /** The jar of an agent with these classes, which uses Byte Buddy's own jar. */
  Path agentWithByteBuddy(Class<?>... classes) throws IOException {
    Manifest manifest = manifest();
    manifest
        .getMainAttributes()
        .put(Attributes.Name.CLASS_PATH, of(ByteBuddy.class).toUri().toString());
    return agent(manifest, classes);
  }

  private Path agent(Manifest manifest, Class<?>... classes) throws IOException {
    Attributes attributes = manifest.getMainAttributes();
    attributes.putValue("Premain-Class", classes[0].getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve(classes[0].getSimpleName() + ".jar");
    write(jar, manifest, classes);
    return jar;
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    return manifest;
  }

  private static void write(Path jar, Manifest manifest, Class<?>... classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (Class<?> type : classes) {
        String name = type.getName().replace('.', '/') + ".class";
        out.putNextEntry(new ZipEntry(name));
        try (InputStream in = Jars.class.getClassLoader().getResourceAsStream(name)) {
          in.transferTo(out);
        }
      }
    }
  }

  private static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
