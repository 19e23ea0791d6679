package io.github.kaagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.arguments.ArgumentTable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README says of the arguments. */
class ReadmeTest {

  private static final String BEGIN = "<!-- arguments -->\n";
  private static final String END = "<!-- /arguments -->";

  @Test
  void hasTheTableOfArguments() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));

    assertEquals(
        ArgumentTable.markdown(),
        readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)));
  }
}
