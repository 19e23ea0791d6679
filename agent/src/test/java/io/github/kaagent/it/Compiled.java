package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles the C sources of the tests. */
public final class Compiled {

  private Compiled() {}

  /** Compiles a program of {@code src/test/native} into this folder. */
  public static Path in(Path folder, String name, String... options) throws IOException {
    return compile(folder.resolve(name), name, options);
  }

  /** Compiles a JNI library of {@code src/test/native} into this folder. */
  public static Path library(Jdk jdk, Path folder, String name) throws IOException {
    Path headers = jdk.home().resolve("include");
    String linux = "-I" + headers.resolve("linux");
    return compile(
        folder.resolve("lib" + name + ".so"), name, "-shared", "-fPIC", "-I" + headers, linux);
  }

  private static Path compile(Path file, String name, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("cc", "-o", file.toString()));
    command.addAll(List.of(options));
    command.add(Path.of("src", "test", "native", name + ".c").toString());
    try (ChildJvm compiler = ChildJvm.run(command, Map.of())) {
      assertEquals(0, compiler.exitStatus(), compiler::printed);
    }
    return file;
  }
}
