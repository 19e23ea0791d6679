package io.github.kaagent.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kernel refuses one option: the others are set all the same, and one line says so. */
class RefusedTest {

  private static final String ARGUMENTS = "idle=61,intvl=7,cnt=5,user_timeout=90000";

  /** The option: its level and name for setsockopt(2), and the values of every connection then. */
  enum Refused {
    SO_KEEPALIVE("1 9", "0/61/7/5 90000"),
    TCP_KEEPIDLE("6 4", "1/IDLE/7/5 90000"),
    TCP_KEEPINTVL("6 5", "1/61/INTVL/5 90000"),
    TCP_KEEPCNT("6 6", "1/61/7/CNT 90000"),
    TCP_USER_TIMEOUT("6 18", "1/61/7/5 0");

    final String option;
    private final String values;

    Refused(String option, String values) {
      this.option = option;
      this.values = values;
    }

    String expected() {
      String[] machine = Machine.timings().split("/", -1);
      return values
          .replace("IDLE", machine[0])
          .replace("INTVL", machine[1])
          .replace("CNT", machine[2]);
    }
  }

  @TempDir static Path folder;

  static Stream<Arguments> everyOption() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk ->
                Stream.of(Refused.values())
                    .flatMap(
                        option ->
                            Stream.of(1, 9, 92) // EPERM, EBADF (though it is open), ENOPROTOOPT
                                .map(errno -> Arguments.of(jdk, option, errno))));
  }

  @ParameterizedTest(name = "{0}, {1}, errno {2}")
  @MethodSource("everyOption")
  void atConnectAndAcceptTheOthersAreSetAndItIsToldOnce(Jdk jdk, Refused refused, int errno)
      throws Exception {
    try (ChildJvm child = start(jdk, refused, errno, ChildJvm.agent(ARGUMENTS))) {
      assertEquals(
          Map.of("client", refused.expected(), "accepted", refused.expected()),
          Named.values(child));
      assertToldOnce(child, refused);
    }
  }

  static Stream<Arguments> everyOptionOnce() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(jdk -> Stream.of(Refused.values()).map(option -> Arguments.of(jdk, option)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("everyOptionOnce")
  void atAnAttachAndASweepTheOthersAreSetAndItIsToldOnce(Jdk jdk, Refused refused)
      throws Exception {
    try (ChildJvm child = start(jdk, refused, 92, "-Dwithout=agent")) {
      String answer = Asked.attach(child, ARGUMENTS + ",sweep=1");
      assertTrue(answer.contains("6 failed in part"), answer);
      assertEquals(
          Map.of("client", refused.expected(), "accepted", refused.expected()),
          Named.values(child));
      assertToldOnce(child, refused);
    }
  }

  private static void assertToldOnce(ChildJvm child, Refused refused) {
    child.awaitError(refused + " can't be set");
    child.kill();
    List<String> news = Named.news(child);
    assertEquals(1, news.size(), child::printed);
  }

  private static ChildJvm start(Jdk jdk, Refused refused, int errno, String option)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(compiled().toString());
    command.addAll(List.of(refused.option.split(" ", -1)));
    command.addAll(List.of(String.valueOf(errno), jdk.tool("java"), option));
    command.addAll(List.of("-cp", ChildJvm.programs(), "programs.faults.Pairs"));
    ChildJvm child = ChildJvm.run(command, Map.of());
    child.awaitLine("held");
    return child;
  }

  private static Path compiled() throws Exception {
    Path program = folder.resolve("refuse");
    if (!program.toFile().exists()) {
      List<String> command =
          List.of(
              "cc",
              "-o",
              program.toString(),
              Path.of("src", "test", "native", "refuse.c").toString());
      try (ChildJvm compiler = ChildJvm.run(command, Map.of())) {
        assertEquals(0, compiler.exitStatus(), compiler::printed);
      }
    }
    return program;
  }
}
