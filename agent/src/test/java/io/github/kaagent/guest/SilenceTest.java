package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.ProgramJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent prints one line at most, and class data sharing stays on. */
class SilenceTest {

  private static final String HELLO = "programs.guest.Hello";
  private static final String TALK = "programs.guest.Talk";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  /** On 8 only a 32-bit or client JVM shares class data without being told to. */
  static Iterable<Jdk> jdksThatShare() {
    return Jdks.from(11);
  }

  /** Before 13 an archive of an application's classes is made in two steps. */
  static Iterable<Jdk> jdksThatArchiveAtExit() {
    return Jdks.from(13);
  }

  /** JEP 514 brought AOTCacheOutput. */
  static Iterable<Jdk> jdksWithAotCache() {
    return Jdks.from(25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsPrintedInAJvmThatOpensNoSocket(Jdk jdk) throws Exception {
    Ran hello = Ran.program(jdk, ChildJvm.agent(""), "-cp", ChildJvm.programs(), HELLO);

    assertEquals(new Ran(0, List.of("Hello, world"), List.of(), List.of()), hello);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void oneLineSaysWhatIsEnforcedInAJvmThatOpensSockets(Jdk jdk) throws Exception {
    Ran talk = Ran.talk(jdk, ChildJvm.agent("idle=61,intvl=7,cnt=5"));

    talk.isCoveredWith("1/61/7/5");
    assertAll(
        () -> assertEquals(1, talk.err().size(), talk::toString),
        () -> assertTrue(talk.err().get(0).startsWith("ka-agent"), talk::toString),
        () -> assertTrue(talk.err().get(0).contains("idle=61"), talk::toString));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void nothingIsPrintedWithLogWarn(Jdk jdk) throws Exception {
    Ran talk = Ran.talk(jdk, ChildJvm.agent("log=warn"));

    talk.isCoveredWith("1/60/60/20");
    assertEquals(List.of(), talk.err(), talk::toString);
  }

  /** 97%: a few classes may come from the archive only in a JVM that has no agent at all. */
  @ParameterizedTest
  @MethodSource("jdksThatShare")
  void classesComeFromTheSharedArchiveAsWithoutTheAgent(Jdk jdk) throws Exception {
    List<String> without = sharedClasses(jdk, ChildJvm.programs(), "-Xshare:auto");
    List<String> with = sharedClasses(jdk, ChildJvm.programs(), ChildJvm.agent(""));

    // With fewer than 300 there is no archive, and nothing to compare.
    assertTrue(without.size() > 300, without::toString);
    assertTrue(with.size() >= 0.97 * without.size(), () -> with.size() + " of " + without.size());
  }

  @ParameterizedTest
  @MethodSource("jdksThatArchiveAtExit")
  void anArchiveOfTheApplicationsClassesIsUsedAsWithAnAgentThatDoesNothing(Jdk jdk)
      throws Exception {
    String application = ProgramJar.of(folder, TALK).toString();
    Path archive = folder.resolve("application.jsa");
    Ran dumping =
        Ran.program(
            jdk, "-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", "-cp", application, TALK);
    assertTrue(Files.exists(archive), dumping::toString);
    String use = "-XX:SharedArchiveFile=" + archive;

    List<String> without = sharedClasses(jdk, application, use);
    List<String> with = sharedClasses(jdk, application, use, ChildJvm.agent(""));
    // From 25 on the JVM prints that java.instrument was not there when the archive was made.
    Ran talk = Ran.talk(jdk, List.of(use, ChildJvm.agent("")), application, TALK);
    Ran doesNothing = Ran.talk(jdk, List.of(use, "-javaagent:" + doesNothing()), application, TALK);

    assertAll(
        () -> assertTrue(without.contains(TALK), without::toString),
        () -> assertTrue(with.contains(TALK), with::toString),
        () ->
            assertTrue(
                with.size() >= 0.97 * without.size(), () -> with.size() + " of " + without.size()),
        () -> assertEquals(untimed(doesNothing.out()), untimed(talk.out())));
  }

  /** An agent needs the module java.instrument, so the cache has to be made with it. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("jdksWithAotCache")
  void anAotCacheThatWasMadeWithJavaInstrumentIsUsedAndNothingIsPrinted(Jdk jdk) throws Exception {
    String application = ProgramJar.of(folder, TALK).toString();
    Path cache = folder.resolve("application.aot");
    Ran making =
        Ran.program(
            jdk,
            "--add-modules=java.instrument",
            "-XX:AOTCacheOutput=" + cache,
            "-cp",
            application,
            TALK);
    assertTrue(Files.exists(cache), making::toString);
    String use = "-XX:AOTCache=" + cache;

    List<String> with = sharedClasses(jdk, application, use, ChildJvm.agent(""));
    Ran talk = Ran.talk(jdk, List.of(use, ChildJvm.agent("log=warn")), application, TALK);

    assertTrue(with.contains(TALK), with::toString);
    talk.isCoveredWith("1/60/60/20");
    assertEquals(List.of(), talk.err(), talk::toString);
  }

  private List<String> sharedClasses(Jdk jdk, String classPath, String... options)
      throws Exception {
    Path log = folder.resolve("classes");
    Stream<String> all =
        Stream.concat(
            Stream.of(options), Stream.of("-Xlog:disable", "-Xlog:class+load:file=" + log));
    Ran.talk(jdk, all.toList(), classPath, TALK).talkedAsWithoutTheAgent();
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .filter(line -> line.contains("source: shared objects file"))
          .map(line -> line.substring(line.lastIndexOf(']') + 2, line.indexOf(" source:")))
          .toList();
    }
  }

  private static List<String> untimed(List<String> lines) {
    return lines.stream().map(line -> line.replaceFirst("^\\[[0-9.]+s]", "")).toList();
  }

  private Path doesNothing() throws Exception {
    return ProgramJar.of(
        folder,
        Map.of("Premain-Class", "programs.guest.DoesNothing"),
        "programs.guest.DoesNothing");
  }
}
