package io.github.kaagent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts that {@code completion} prints, in their shells. */
class CompletionTest {

  @TempDir Path folder;

  /** For bash only what follows the last = is the word to complete. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ka-agent sta                    | status
          ka-agent status --n             | --nagios
          ka-agent status 4211 --w        | --worst
          ka-agent probe db:5432 --u      | --up-to
          ka-agent check id               | idle=
          ka-agent check idle=60,cn       | 60,cnt=
          ka-agent attach 4211 mode=ca    | cap
          ka-agent selftest cnt=5,mode=re | report
          ka-agent completion z           | zsh
          """)
  void bashCompletes(String line, String word) throws Exception {
    assertEquals(List.of(word), completed(line));
  }

  @Test
  void bashCompletesThePidOfAJvm() throws Exception {
    try (ChildJvm target =
        ChildJvm.start(Jdks.current(), "-cp", ChildJvm.programs(), "programs.attach.Holds", "30")) {
      target.awaitLine("ready");

      assertTrue(completed("ka-agent attach ").contains(String.valueOf(target.pid())));
    }
  }

  private List<String> completed(String line) throws Exception {
    Path script = script("bash");
    return run(
        "bash",
        "-c",
        "source '"
            + script
            + "'; COMP_LINE=$1 COMP_POINT=${#1}; _ka_agent; printf '%s\\n' \"${COMPREPLY[@]}\"",
        "bash",
        line);
  }

  /** A zsh on a pseudo-terminal (zpty), into which the text and then a tab are typed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ka-agent comple              | completion
          ka-agent check idle=60,exist | idle=60,existing=
          """)
  void zshCompletes(String typed, String word) throws Exception {
    boolean isThere = Files.isExecutable(Path.of("/usr/bin/zsh"));
    assumeTrue(isThere || "true".equals(System.getenv("CI")), "there is no zsh");
    String argumentsFile = folder.resolve("told").toString();
    run(
        "zsh",
        "-fc",
        """
        zmodload zsh/zpty
        zpty shell 'TERM=dumb PS1=READY zsh -f -i'
        zpty -r -m shell line '*READY*'
        zpty -w shell "source $1; ka-agent() { print -r -- \\"\\$*\\" >$3; print DONE }"
        zpty -r -m shell line '*READY*'
        zpty -w -n shell "$2"$'\\t\\n'
        zpty -r -m shell line '*DONE*'
        """,
        "zsh",
        script("zsh").toString(),
        typed,
        argumentsFile);

    assertEquals(
        word, Files.readString(Path.of(argumentsFile)).strip().replaceFirst("^check ", ""));
  }

  private Path script(String shell) throws Exception {
    List<String> lines =
        run(Jdks.current().tool("java"), "-jar", ChildJvm.jar().toString(), "completion", shell);
    return Files.write(folder.resolve(shell), lines);
  }

  private static List<String> run(String... words) throws Exception {
    try (ChildJvm child = ChildJvm.run(List.of(words), Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
      return child.out();
    }
  }
}
