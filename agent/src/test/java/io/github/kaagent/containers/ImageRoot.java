package io.github.kaagent.containers;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Compiled;
import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What all images have besides a runtime: the agent's jar, programs, Netty, and native libraries,
 * which can't be unpacked in a read-only container.
 */
final class ImageRoot {

  static final String CLASSES = "/app/classes";
  static final String LIBRARIES = "/app/lib";
  static final String NETTY = "/app/netty/*";
  static final String JNI_LIBRARY = LIBRARIES + "/libconnect.so";

  private ImageRoot() {}

  /** Fills this folder. */
  static void fill(Path root) throws IOException {
    Path libraries = Files.createDirectories(root.resolve(LIBRARIES.substring(1)));
    Path classes = root.resolve(CLASSES.substring(1));
    Path netty = Path.of(System.getProperty("ka.transports"), "netty-4.2");
    Files.createDirectory(root.resolve("tmp"));
    Files.copy(ChildJvm.jar(), root.resolve(Container.JAR.substring(1)));
    Output.done("cp", "--recursive", ChildJvm.programs(), classes.toString());
    Output.done("cp", "--recursive", netty.toString(), root.resolve("app/netty").toString());
    Output.done(
        Jdks.current().tool("javac"),
        "--release=8",
        "-nowarn",
        "-cp",
        netty + "/*",
        "-d",
        classes.toString(),
        Path.of("src", "test", "transports", "NettyChannels.java").toString());
    Compiled.library(Jdks.current(), libraries, "connect");
    for (Path jar : jars(netty)) {
      unpackLibraries(jar, libraries);
    }
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void unpackLibraries(Path file, Path into) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".so")) {
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, into.resolve(Path.of(entry.getName()).getFileName()));
          }
        }
      }
    }
  }
}
