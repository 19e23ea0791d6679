package io.github.kaagent.it;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs programs of the tests into a jar. */
public final class ProgramJar {

  private ProgramJar() {}

  /** A jar that {@code java -jar} starts, with this class alone. */
  public static Path of(Path folder, String program) throws IOException {
    return of(folder, Map.of("Main-Class", program), program);
  }

  /** A jar with these manifest attributes and these classes, named after the first class. */
  public static Path of(Path folder, Map<String, String> attributes, String... programs)
      throws IOException {
    String name = programs[0].substring(programs[0].lastIndexOf('.') + 1);
    Path jar = folder.resolve(name + ".jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.forEach(manifest.getMainAttributes()::putValue);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      for (String program : programs) {
        String entry = program.replace('.', '/') + ".class";
        out.putNextEntry(new JarEntry(entry));
        Files.copy(Path.of(ChildJvm.programs(), entry), out);
        out.closeEntry();
      }
    }
    return jar;
  }
}
