package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever a JVM runs, the application runs as without the agent, and is covered. */
class HostilePlacesTest {

  private static final String AGENT = ChildJvm.agent("idle=61,intvl=7,cnt=5");

  /** Also sets a user timeout, for which the JDK has no public API, only native methods. */
  private static final String NATIVE_AGENT =
      ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=30s");

  private static final String COVERED = "1/61/7/5";
  private static final int USER_TIMEOUT = 30_000;
  private static final String TALK = "programs.guest.Talk";

  @TempDir Path folder;

  static Iterable<Jdk> someJdks() {
    return Jdks.those(8, 17, 25);
  }

  static Iterable<Jdk> jdksThatDeny() {
    return Jdks.from(25);
  }

  @BeforeAll
  static void isMeasuredAgainstAJvmThatIsNotCovered() throws Exception {
    Ran talk = Ran.talk(Jdks.current());
    talk.talkedAsWithoutTheAgent();
    assertEquals(Collections.nCopies(4, 0), talk.kernel().stream().map(Row::keepalive).toList());
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void aHeapOfSixteenMegabytes(Jdk jdk) throws Exception {
    Ran.talk(jdk, AGENT, "-Xmx16m").isCoveredWith(COVERED);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void allClassesAreVerified(Jdk jdk) throws Exception {
    Ran.talk(jdk, AGENT, "-Xverify:all").isCoveredWith(COVERED);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void noClassDataIsShared(Jdk jdk) throws Exception {
    Ran.talk(jdk, AGENT, "-Xshare:off").isCoveredWith(COVERED);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void noFolderForTemporaryFilesAndNoHome(Jdk jdk) throws Exception {
    Ran.talk(jdk, NATIVE_AGENT, "-Djava.io.tmpdir=/nonexistent", "-Duser.home=/nonexistent")
        .isCoveredWith(COVERED, USER_TIMEOUT);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void aRootThatIsReadOnlyAndATemporaryFolderThatIsNoexec(Jdk jdk) throws Exception {
    assumeTrue(Machine.canMount(), "NOT TESTED: nobody here may mount");
    // Mounts over the test's folder, not over /tmp, which the tested jar may lie in.
    String script =
        "mount --make-rprivate / && mount -o remount,bind,ro / && mount -t tmpfs -o noexec none "
            + folder
            + " && exec \"$@\"";

    Ran.talk(
            List.of(
                "unshare",
                "-m",
                "sh",
                "-c",
                script,
                "sh",
                jdk.tool("java"),
                NATIVE_AGENT,
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                ChildJvm.programs(),
                TALK))
        .isCoveredWith(COVERED, USER_TIMEOUT);
  }

  /** The user gets copies: the build's own files may lie where no other user can read. */
  @ParameterizedTest
  @MethodSource("someJdks")
  void aUserWithoutAHome(Jdk jdk) throws Exception {
    assumeTrue(Machine.canChangeUser(), "NOT TESTED: nobody here may become another user");
    readable(folder);
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka-agent.jar"));
    readable(jar);
    Path programs = folder.resolve("programs");
    readable(Files.createDirectory(programs));
    readable(Files.createDirectory(programs.resolve("guest")));
    String talk = "programs/guest/Talk.class";
    readable(Files.copy(Path.of(ChildJvm.programs(), talk), folder.resolve(talk)));

    Ran.talk(
            List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "env",
                "HOME=/nonexistent",
                jdk.tool("java"),
                "-javaagent:" + jar + "=idle=61,intvl=7,cnt=5,user_timeout=30s",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                folder.toString(),
                TALK))
        .isCoveredWith(COVERED, USER_TIMEOUT);
  }

  private static void readable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdksThatDeny")
  void unsafeMemoryAccessAndNativeAccessAreDenied(Jdk jdk) throws Exception {
    Ran talk =
        Ran.talk(
            jdk,
            NATIVE_AGENT,
            "--sun-misc-unsafe-memory-access=deny",
            "--illegal-native-access=deny");

    talk.isCoveredWith(COVERED, USER_TIMEOUT);
    assertEquals(List.of(), talk.othersLines(), talk::toString);
  }

  /** From 24 on a JDK may link from its own run-time image (JEP 493); others need jmods. */
  @ParameterizedTest
  @ValueSource(ints = {17, 25, 27})
  void aLinkedRuntimeWithJavaBaseAndJavaInstrumentAlone(int feature) throws Exception {
    Jdk jdk = Jdks.feature(feature);
    Path image = folder.resolve("image");
    Ran link =
        Ran.command(
            jdk.tool("jlink"),
            "--add-modules",
            "java.base,java.instrument",
            "--output",
            image.toString());
    assumeTrue(link.status() == 0, () -> "NOT TESTED: " + jdk + " cannot link: " + link.out());
    // A distribution may have patched its launcher to find the C library, but not that in jmods.
    Files.copy(
        Path.of(jdk.tool("java")),
        image.resolve("bin/java"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);

    Ran talk = Ran.talk(new Jdk(feature, image), NATIVE_AGENT);

    talk.isCoveredWith(COVERED, USER_TIMEOUT);
    assertEquals(List.of(), talk.othersLines(), talk::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 17, 25})
  void anApplicationInANamedModule(int feature) throws Exception {
    Path module = Files.createDirectories(folder.resolve("module/programs/guest")).getParent();
    module = module.getParent();
    Path source = folder.resolve("module-info.java");
    Files.writeString(source, "module guest {}");
    StringWriter output = new StringWriter();
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                new PrintWriter(output),
                new PrintWriter(output),
                "--release",
                "11",
                "-d",
                module.toString(),
                source.toString());
    assertEquals(0, status, output::toString);
    String talk = "programs/guest/Talk.class";
    Files.copy(Path.of(ChildJvm.programs(), talk), module.resolve(talk));

    Ran.talk(
            List.of(
                Jdks.feature(feature).tool("java"),
                AGENT,
                "-p",
                module.toString(),
                "-m",
                "guest/programs.guest.Talk"))
        .isCoveredWith(COVERED);
  }

  @ParameterizedTest
  @MethodSource("someJdks")
  void theAgentIsGivenTwiceAndTheLaterArgumentsWin(Jdk jdk) throws Exception {
    Ran talk = Ran.talk(jdk, ChildJvm.agent("idle=30"), AGENT);

    talk.isCoveredWith(COVERED);
    assertEquals(1, talk.err().size(), talk::toString);
  }
}
