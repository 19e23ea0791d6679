package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A JVM that accepts the command's attach, but whose files in /proc the command may not read. */
class PermissionsTest {

  private static final int CONNECTIONS = 30;

  /** JVM and command run as different users, or as the same with different capabilities. */
  private static final List<String> ANYBODY =
      List.of("setpriv", "--reuid=1000", "--regid=1000", "--clear-groups");

  private static final List<String> ANYBODY_WHO_MAY_BIND =
      Stream.concat(
              ANYBODY.stream(),
              Stream.of("--inh-caps=+net_bind_service", "--ambient-caps=+net_bind_service"))
          .toList();

  private static final List<String> ROOT_IN_A_CONTAINER =
      List.of("setpriv", "--bounding-set=-sys_ptrace");

  @TempDir static Path folder;
  private static Path programs;
  private static Path jar;

  /** Copies the jar and programs to where every user can read them, unlike perhaps the build. */
  @BeforeAll
  static void takesTheRightToBeSomebodyElse() throws Exception {
    assumeTrue(Machine.canChangeUser(), "NOT TESTED: nobody here may become another user");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    jar = Files.copy(ChildJvm.jar(), folder.resolve("ka-agent.jar"));
    programs = folder.resolve("programs");
    try (ChildJvm copy =
        ChildJvm.run(List.of("cp", "-r", ChildJvm.programs(), programs.toString()), Map.of())) {
      assertEquals(0, copy.exitStatus(), copy::printed);
    }
  }

  /** A JVM of JDK 8 accepts root only if it runs as root itself. */
  static Stream<Arguments> users() {
    return Jdks.those(8, 17, 25).stream()
        .flatMap(
            jdk ->
                Stream.of(
                        Arguments.of(jdk, "anybody", ANYBODY_WHO_MAY_BIND, ANYBODY),
                        Arguments.of(jdk, "root", List.<String>of("env"), ROOT_IN_A_CONTAINER),
                        Arguments.of(jdk, "root to anybody", ANYBODY, ROOT_IN_A_CONTAINER))
                    .filter(user -> jdk.feature() > 8 || !user.get()[1].equals("root to anybody")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("users")
  void isAttachedToAndTellsItsSocketsItself(
      Jdk jdk, String name, List<String> targetUser, List<String> commandUser) throws Exception {
    try (ChildJvm target = holds(jdk, targetUser)) {
      Command attach = run(commandUser, "attach", pid(target), "idle=61");
      assertEquals(0, attach.status(), attach::err);
      assertEquals("", attach.err());
      assertEquals(
          Collections.nCopies(2 * CONNECTIONS, "1/61/60/20"),
          KernelSockets.of(target.pid()).stream().map(Row::values).toList());

      Command status = run(commandUser, "status", pid(target));
      assertEquals(0, status.status(), status::err);
      assertTrue(status.out().contains("TCP connections: " + 2 * CONNECTIONS), status::out);

      Command detach = run(commandUser, "detach", pid(target));
      assertEquals(0, detach.status(), detach::err);
      assertTrue(run(commandUser, "list").out().lines().anyMatch(line -> isOf(target, line, " -")));
    }
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("users")
  void withoutAnAgentItsSocketsAreSaidNotToBeSeen(
      Jdk jdk, String name, List<String> targetUser, List<String> commandUser) throws Exception {
    try (ChildJvm target = holds(jdk, targetUser)) {
      Command status = run(commandUser, "status", pid(target));

      assertEquals(1, status.status());
      assertEquals(1, status.err().lines().count(), status::err);
      assertTrue(
          status.err().contains("no agent runs in " + pid(target) + ", and its sockets can't"),
          status::err);
      assertTrue(
          status.err().contains(name.equals("root to anybody") ? "SYS_PTRACE" : "capabilities"),
          status::err);
      assertFalse(status.err().contains("container,"), status::err);
    }
  }

  /** With -javaagent only the JVM itself can tell. */
  @Test
  void anAgentThatWasThereFromTheStartIsFound() throws Exception {
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      try (ChildJvm target = holds(jdk, ANYBODY_WHO_MAY_BIND, "-javaagent:" + jar + "=idle=61")) {
        Command status = run(ANYBODY, "status", pid(target));

        assertEquals(0, status.status(), status::err);
        assertTrue(status.out().contains("policy: enforcing idle=61"), status::out);
      }
    }
  }

  /** JDK 8 compares the group, too, and prints all its threads if another user tries. */
  @Test
  void aJvmOfJdk8IsLeftAloneByOthersAndTheyAreToldWhoseCommandItAnswers() throws Exception {
    Jdk jdk = Jdks.feature(8);
    List<String> targetUser =
        List.of("setpriv", "--reuid=65534", "--regid=65533", "--clear-groups");
    try (ChildJvm target = holds(jdk, targetUser)) {
      Command attach = run(List.of("env"), "attach", pid(target), "idle=61");

      assertEquals(1, attach.status(), attach::err);
      assertEquals(1, attach.err().lines().count(), attach::err);
      Matcher said =
          Pattern.compile("user .*65534.* and group .*65533.*\"(setpriv .*) java -jar ")
              .matcher(attach.err());
      assertTrue(said.find(), attach::err);
      Command again = run(List.of(said.group(1).split(" ", -1)), "attach", pid(target), "idle=61");
      assertEquals(0, again.status(), again::err);
      target.kill();
      assertEquals(List.of("ready"), target.out(), target::printed);
    }
  }

  private static boolean isOf(ChildJvm target, String line, String end) {
    return line.strip().startsWith(pid(target) + " ") && line.endsWith(end);
  }

  private static ChildJvm holds(Jdk jdk, List<String> user, String... options) throws Exception {
    List<String> command = new ArrayList<>(user);
    command.add(jdk.tool("java"));
    command.addAll(List.of(options));
    command.addAll(
        List.of("-cp", programs.toString(), "programs.attach.Holds", String.valueOf(CONNECTIONS)));
    ChildJvm target = ChildJvm.run(command, Map.of());
    target.awaitLine("ready");
    return target;
  }

  private static String pid(ChildJvm target) {
    return String.valueOf(target.pid());
  }

  private static Command run(List<String> user, String... words) throws Exception {
    List<String> command = new ArrayList<>(user);
    command.addAll(List.of(Jdks.current().tool("java"), "-jar", jar.toString()));
    command.addAll(List.of(words));
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      int status = child.exitStatus();
      return new Command(status, String.join("\n", child.out()), String.join("\n", child.err()));
    }
  }
}
