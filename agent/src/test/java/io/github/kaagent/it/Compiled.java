package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the tests have in C. */
public final class Compiled {

  private Compiled() {}

  /** Compiles a file of {@code src/test/native} into this folder. */
  public static Path in(Path folder, String name, String... options) throws Exception {
    Path file = folder.resolve(name);
    List<String> command = new ArrayList<>(List.of("cc", "-o", file.toString()));
    command.addAll(List.of(options));
    command.add(Path.of("src", "test", "native", name + ".c").toString());
    try (ChildJvm compiler = ChildJvm.run(command, Map.of())) {
      assertEquals(0, compiler.exitStatus(), compiler::printed);
    }
    return file;
  }
}
