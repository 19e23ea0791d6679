package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks;
import java.io.IOException;
import java.nio.file.Path;

/** The JNI library of the tests' programs. */
final class JniLibrary {

  private JniLibrary() {}

  /** Compiles it into this folder. */
  static Path in(Path folder) throws IOException {
    Path library = folder.resolve("libconnect.so");
    Path headers = Jdks.current().home().resolve("include");
    Output compiler =
        Output.of(
            "cc",
            "-shared",
            "-fPIC",
            "-I" + headers,
            "-I" + headers.resolve("linux"),
            "-o",
            library.toString(),
            Path.of("src", "test", "native", "connect.c").toString());
    assertEquals(0, compiler.status(), compiler::toString);
    return library;
  }
}
