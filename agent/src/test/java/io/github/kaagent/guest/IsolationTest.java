package io.github.kaagent.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application does not see the agent's libraries, nor the agent the application's. */
class IsolationTest {

  private static final Path LIBRARIES = Path.of(System.getProperty("ka.application.libraries"));

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.those(8, 17, 25);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anApplicationKeepsItsOwnLibrariesAndTheirSettings(Jdk jdk) throws Exception {
    Files.writeString(
        folder.resolve("tinylog.properties"),
        "writer = console\nwriter.stream = out\nwriter.format = application: {message}\n");
    String classPath =
        String.join(File.pathSeparator, folder.toString(), ChildJvm.programs(), libraries());
    List<String> options = new ArrayList<>();
    // The settings that an application gives its tinylog must not become the agent's.
    options.add("-Dtinylog.level=info");
    options.add("-Dtinylog.writerApp=file");
    options.add("-Dtinylog.writerApp.file=" + folder.resolve("application.log"));
    options.add("-Dtinylog.writerApp.format=application {message}");
    Ran without = Ran.talk(jdk, options, classPath, "programs.guest.UsesOwnLibraries");
    Path log = folder.resolve("agent.log");
    options.add(ChildJvm.agent("idle=61,intvl=7,cnt=5,user_timeout=30s,log=debug,log_file=" + log));

    Ran with = Ran.talk(jdk, options, classPath, "programs.guest.UsesOwnLibraries");

    assertTrue(without.out().contains("application: before"), without::toString);
    assertTrue(
        without.out().contains("made by Byte Buddy of byte-buddy-1.14.12.jar"), without::toString);
    assertEquals(without.out(), with.out(), with::toString);
    assertEquals(numberless(without.err()), numberless(with.err()), with::toString);
    assertEquals(3, with.status(), with::toString);
    assertEquals(Collections.nCopies(4, "1/61/7/5 30000"), with.values(), with::toString);
    List<String> agents = Files.readAllLines(log);
    assertTrue(agents.stream().anyMatch(line -> line.contains("user_timeout=30000")));
    assertFalse(Files.readString(folder.resolve("application.log")).contains("ka-agent"));
  }

  private static String libraries() throws IOException {
    try (Stream<Path> jars = Files.list(LIBRARIES)) {
      return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
  }

  private static List<String> numberless(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("[0-9]+", "#")).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void noClassOfTheAgentOrItsLibrariesCanBeLoadedByTheApplication(Jdk jdk) throws Exception {
    List<String> names = namesInside();
    try (ChildJvm child =
        ChildJvm.start(
            jdk,
            ChildJvm.agent("log=off"),
            "-cp",
            ChildJvm.programs(),
            "programs.guest.FindsClasses")) {
      names.forEach(child::say);
      child.endInput();

      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of("tried " + names.size()), child.out());
    }
  }

  /** All classes in the nested jars but the bridge's, which every class has to find. */
  private static List<String> namesInside() throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile jar = new JarFile(ChildJvm.jar().toFile())) {
      for (ZipEntry inner : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        try (InputStream in = jar.getInputStream(inner);
            ZipInputStream nested = new ZipInputStream(in)) {
          for (ZipEntry entry = nested.getNextEntry();
              entry != null;
              entry = nested.getNextEntry()) {
            if (!entry.getName().startsWith("java/net/KaAgent")) {
              add(entry.getName(), names);
            }
          }
        }
      }
    }
    assertTrue(names.contains("net.bytebuddy.jar.asm.ClassReader"), names::toString);
    assertTrue(names.contains("io.github.kaagent.agent.KeepAlive"), names::toString);
    return names;
  }

  private static void add(String entry, List<String> names) {
    if (entry.endsWith(".class") && !entry.startsWith("META-INF/")) {
      names.add(entry.substring(0, entry.length() - ".class".length()).replace('/', '.'));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatBelongsToTheWholeJvmIsAsWithoutTheAgent(Jdk jdk) throws Exception {
    String agent = ChildJvm.agent("log=warn");
    Ran without = Ran.talk(jdk, List.of(), ChildJvm.programs(), "programs.guest.TellsState");
    Ran with = Ran.talk(jdk, List.of(agent), ChildJvm.programs(), "programs.guest.TellsState");

    assertEquals(comparable(without.out()), comparable(with.out()));
    assertEquals(without.err(), with.err());
  }

  /** Without what the JVM itself does for an agent: on 8 it adds the jar to java.class.path. */
  private static List<String> comparable(List<String> lines) {
    return lines.stream()
        .map(line -> line.replace(File.pathSeparator + ChildJvm.jar(), ""))
        .toList();
  }

  /** Both read their settings once, at their first use, which has to be the application's. */
  @ParameterizedTest
  @MethodSource("jdks")
  void javaUtilLoggingAndJmxAreNotTouched(Jdk jdk) throws Exception {
    String verbose =
        jdk.feature() == 8
            ? "-verbose:class"
            : "-Xlog:class+load:file=" + folder.resolve("classes");
    Ran talk = Ran.talk(jdk, ChildJvm.agent("log=warn"), verbose, "-XX:TieredStopAtLevel=1");

    List<String> loaded =
        jdk.feature() == 8 ? talk.out() : Files.readAllLines(folder.resolve("classes"));
    assertTrue(loaded.stream().anyMatch(line -> line.contains("net.bytebuddy.")));
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(
                line ->
                    line.contains(" java.util.logging.")
                        || line.contains(" java.lang.management.")
                        || line.contains(" javax.management."))
            .toList());
  }
}
