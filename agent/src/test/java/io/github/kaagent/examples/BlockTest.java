package io.github.kaagent.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockTest {

  @TempDir Path folder;

  @Test
  void isIndentedOrFencedAndKnowsItsFirstLine() throws Exception {
    String page =
        """
        # A title
            java one
            java two

            printed by it
        text

        ```
        with an

        empty line
        ```
            java last
        """;
    Path file = Files.writeString(folder.resolve("README.md"), page);

    assertEquals(
        List.of(
            new Block(2, List.of("java one", "java two")),
            new Block(5, List.of("printed by it")),
            new Block(9, List.of("with an", "", "empty line")),
            new Block(13, List.of("java last"))),
        Block.of(file));
  }
}
