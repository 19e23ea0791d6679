package io.github.kaagent.enforce;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each mode does when the application sets keepalive and its timings itself. */
class ModesTest {

  private static final List<String> MACHINE = List.of(Machine.timings().split("/", -1));
  private static final int IDLE = Integer.parseInt(MACHINE.get(0));
  private static final int INTVL = Integer.parseInt(MACHINE.get(1));
  private static final String CNT = MACHINE.get(2);
  private static final String CAPPED = "1/" + Math.min(61, IDLE) + "/" + Math.min(7, INTVL);

  /**
   * A mode, what the application asks for, and the kernel's values: of a socket on which the
   * application has set options, of one that inherits them from its listener, and of one that it
   * left alone. The machine's own value is a choice too, if the application has set it.
   */
  enum Case {
    ENFORCE("enforce", "999 3 9", "1/61/7/5", "1/61/7/5", "1/61/7/5"),
    CAP_LONGER("cap", "999 3 9", "1/61/3/5", "1/61/3/5", "1/61/7/5"),
    CAP_SHORTER("cap", "13 99 4", "1/13/7/4", "1/13/7/4", "1/61/7/5"),
    CAP_THE_MACHINES("cap", IDLE + " " + INTVL + " 3", CAPPED + "/3", CAPPED + "/3", "1/61/7/5"),
    DEFAULT("default", "999 3 " + CNT, "0/999/3/" + CNT, "1/999/3/" + CNT, "1/61/7/5"),
    REPORT("report", "999 3 9", "0/999/3/9", "0/999/3/9", "0/" + Machine.timings());

    final String mode;
    final String asked;
    final String set;
    final String inherited;
    final String untouched;

    Case(String mode, String asked, String set, String inherited, String untouched) {
      this.mode = mode;
      this.asked = asked;
      this.set = set;
      this.inherited = inherited;
      this.untouched = untouched;
    }

    String expected(String way) {
      return switch (way) {
        case "untouched" -> untouched;
        case "listener" -> inherited;
        default -> set;
      };
    }
  }

  @TempDir Path folder;

  static Stream<Arguments> everyModeOnEveryJdk() {
    return Jdks.all().stream()
        .flatMap(jdk -> Stream.of(Case.values()).map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyModeOnEveryJdk")
  void decidesOverWhatTheApplicationSets(Jdk jdk, Case mode) throws Exception {
    assertDecides(jdk, mode, "idle=61,intvl=7,cnt=5,log=warn,mode=" + mode.mode);
  }

  static Stream<Arguments> someModesOnSomeJdks() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk ->
                Stream.of(Case.CAP_LONGER, Case.CAP_SHORTER, Case.DEFAULT)
                    .map(mode -> Arguments.of(jdk, mode)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("someModesOnSomeJdks")
  void decidesInARuleWhateverTheModeIsElsewhere(Jdk jdk, Case mode) throws Exception {
    Path rules = folder.resolve("rules.conf");
    Files.writeString(
        rules,
        """
        mode = report
        idle = 99
        intvl = 7
        cnt = 5
        rule.local.to = loopback
        rule.local.idle = 61
        rule.local.mode = %s
        """
            .formatted(mode.mode));

    assertDecides(jdk, mode, "log=warn,config=" + rules);
  }

  private static void assertDecides(Jdk jdk, Case mode, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ChildJvm.agent(arguments));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.Setters"));
    command.addAll(List.of(mode.asked.split(" ", -1)));
    try (ChildJvm child = ChildJvm.start(jdk, command.toArray(new String[0]))) {
      child.awaitLine("ready");
      List<Row> rows = KernelSockets.of(child.pid());
      List<Executable> assertions = new ArrayList<>();
      for (String line : child.out()) {
        String[] parts = line.split("\\|", -1);
        if (parts.length == 3) {
          int local = Integer.parseInt(parts[1]);
          int remote = Integer.parseInt(parts[2]);
          assertions.add(
              () -> assertEquals(mode.expected(parts[0]), values(rows, local, remote), parts[0]));
        }
      }
      assertEquals(jdk.feature() == 8 ? 15 : 18, assertions.size(), child::printed);
      assertAll(assertions);
      child.kill();
      assertEquals(List.of(), child.err(), child::printed);
    }
  }

  private static String values(List<Row> rows, int local, int remote) {
    return rows.stream()
        .filter(row -> row.local().getPort() == local && row.remote().getPort() == remote)
        .map(Row::values)
        .findFirst()
        .orElseThrow();
  }
}
