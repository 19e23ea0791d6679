package io.github.kaagent.programs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README says of programs. */
class ReadmeTest {

  private static final String BEGIN = "<!-- programs -->\n";
  private static final String END = "<!-- /programs -->";

  @Test
  void hasTheTableOfPrograms() throws Exception {
    String readme = Files.readString(Path.of("..", "..", "README.md"));

    assertEquals(
        ProgramTable.markdown(Row.of("servers.txt"), Row.of("clients.txt")),
        readme.substring(readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END)));
  }
}
