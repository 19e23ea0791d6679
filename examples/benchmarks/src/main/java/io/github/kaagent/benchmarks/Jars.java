package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** The jars that are compared. */
final class Jars {

  private final Path folder;

  Jars(Path folder) {
    this.folder = folder;
  }

  /** This jar, with the programs. */
  static Path programs() {
    return of(Jars.class);
  }

  /** ka-agent, beside the libraries of this jar. */
  static Path agent() {
    return programs().resolveSibling("lib").resolve("ka-agent-1.0.0.jar");
  }

  /** A copy of ka-agent; {@code prime} puts its classes beside it. */
  Path copyOfAgent(String name) throws IOException {
    return Files.copy(agent(), folder.resolve(name));
  }

  /** An agent of these classes. */
  Path agent(Class<?>... classes) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Premain-Class", classes[0].getName());
    attributes.putValue("Can-Retransform-Classes", "true");
    attributes.put(
        Attributes.Name.CLASS_PATH, of(net.bytebuddy.ByteBuddy.class).toUri().toString());
    Path jar = folder.resolve(classes[0].getSimpleName() + ".jar");
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
    return jar;
  }

  private static Path of(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
