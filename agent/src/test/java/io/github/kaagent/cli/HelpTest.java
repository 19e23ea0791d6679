package io.github.kaagent.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.arguments.Argument;
import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands' help, and what they say of a wrong command line. */
class HelpTest {

  private static final int LINES = 24;
  private static final int COLUMNS = 80;

  @Test
  void fitsOnAScreenWithAnExampleOfEachCommandAndEveryArgument() throws Exception {
    List<String> help = printed("--help");

    assertTrue(help.size() <= LINES, () -> String.join("\n", help));
    for (String command :
        List.of(
            "list", "attach", "status", "detach", "check", "selftest", "completion", "--version")) {
      String line = lineOf(command, help);
      assertTrue(line.lastIndexOf(" " + command) > line.indexOf(command), line);
    }
    for (Argument argument : Argument.ALL) {
      assertTrue(
          help.stream().anyMatch(line -> line.contains("  " + argument.key + "=")), argument.key);
    }
    assertNarrow(help);
  }

  @Test
  void theArgumentsAreExplainedByCheck() throws Exception {
    List<String> help = printed("check", "--help");

    for (Argument argument : Argument.ALL) {
      lineOf(argument.key, help);
    }
    assertTrue(String.join(" ", help).contains("KA_AGENT_OPTS"));
    assertTrue(help.stream().anyMatch(line -> line.startsWith("  rule.")));
    assertNarrow(help);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          list       | ''
          attach     | PID, ARGS
          status     | PID, --all, --json, --nagios, --worst
          detach     | PID
          selftest   | ARGS
          probe      | HOST:PORT, --up-to, --connections, --json, --listen
          completion | ''
          --version  | ''
          """)
  void everyCommandExplainsWhatItTakes(String command, String words) throws Exception {
    List<String> help = printed(command, "--help");

    String called = "java -jar ka-agent.jar " + command;
    assertTrue(help.get(0).startsWith("usage: " + called), help.get(0));
    assertEquals(words.contains("-"), help.get(0).endsWith(" [OPTIONS]"), help.get(0));
    assertTrue(lineOf(command, printed("--help")).contains(help.get(1)), help.get(1));
    List<String> explained = help.subList(2, help.size() - 1);
    assertEquals(
        words, explained.stream().map(line -> line.split(" +", 3)[1]).collect(joining(", ")));
    assertTrue(help.get(help.size() - 1).startsWith("example: " + called), command);
    assertNarrow(help);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          check --json       | check has no option "--json"; usage: check [ARGS]
          attach -9          | attach has no option "-9"; usage: attach PID [ARGS]
          status 1 --jsno    | 'status has no option "--jsno"; usage: status PID|--all'
          selftest -v        | selftest has no option "-v"; usage: selftest [ARGS]
          --version x        | --version takes nothing
          --help x           | --help takes nothing
          list x             | list takes nothing
          lst                | there is no command "lst"; did you mean list? java -jar ka-agent.jar --help lists them
          stats 1            | there is no command "stats"; did you mean status? java -jar ka-agent.jar --help lists them
          --hlep             | there is no command "--hlep"; did you mean --help? java -jar ka-agent.jar --help lists them
          frobnicate         | there is no command "frobnicate"; java -jar ka-agent.jar --help lists them
          """)
  void aWrongCommandLineIsOneLine(String words, String line) throws Exception {
    try (ChildJvm command = run(words.split(" ", -1))) {
      assertEquals(2, command.exitStatus(), command::printed);
      assertEquals(List.of("ka-agent: " + line), command.err());
      assertEquals(List.of(), command.out());
    }
  }

  private static String lineOf(String name, List<String> help) {
    return help.stream()
        .filter(line -> line.startsWith("  " + name + " "))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in\n" + String.join("\n", help)));
  }

  private static void assertNarrow(List<String> lines) {
    assertEquals(List.of(), lines.stream().filter(line -> line.length() > COLUMNS).toList());
  }

  private static List<String> printed(String... words) throws Exception {
    try (ChildJvm command = run(words)) {
      assertEquals(0, command.exitStatus(), command::printed);
      assertEquals(List.of(), command.err());
      return command.out();
    }
  }

  private static ChildJvm run(String... words) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-jar", ChildJvm.jar().toString()));
    arguments.addAll(List.of(words));
    return ChildJvm.start(Jdks.current(), arguments.toArray(String[]::new));
  }
}
