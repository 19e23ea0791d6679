package io.github.kaagent.cost;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.kaagent.it.ChildJvm;
import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets;
import io.github.kaagent.it.Machine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Woven classes kept between starts. */
class CacheTest {

  private static final String VALUES = "idle=61,intvl=7,cnt=5";
  private static final String SOCKET = "java.net.Socket";
  private static final String CHANNEL = "sun.nio.ch.SocketChannelImpl";

  @TempDir Path folder;

  static Iterable<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void whatPrimePutBesideTheJarIsUsedInPlaceOfByteBuddy(Jdk jdk) throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka.jar"));
    String agent = "-javaagent:" + jar + "=" + VALUES;
    assertTrue(loadsByteBuddy(jdk, agent));

    prime(jdk, jar);

    assertFalse(loadsByteBuddy(jdk, agent));
    assertCovered(jdk, agent, List.of());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aDirectoryIsFilledByOneJvmAndUsedByTheNext(Jdk jdk) throws Exception {
    String agent = ChildJvm.agent(VALUES + ",cache=" + folder.resolve("kept"));

    assertTrue(loadsByteBuddy(jdk, agent));
    assertFalse(loadsByteBuddy(jdk, agent));
    assertCovered(jdk, agent, List.of());
  }

  @Test
  void withoutPrimeNothingIsWritten() throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka.jar"));

    assertTrue(loadsByteBuddy(Jdks.current(), "-javaagent:" + jar));

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(jar), files.toList());
    }
  }

  @Test
  void cacheOffDoesNotReadWhatPrimePutBesideTheJar() throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka.jar"));
    prime(Jdks.current(), jar);

    assertTrue(loadsByteBuddy(Jdks.current(), "-javaagent:" + jar + "=cache=off"));
  }

  /** What is wrong with a file, and what the agent says of it. */
  private interface Damage {
    void to(Path file) throws IOException;
  }

  static Stream<Arguments> damages() {
    List<Arguments> damages = new ArrayList<>();
    for (Jdk jdk : new LinkedHashSet<>(List.of(Jdks.oldest(), Jdks.newest()))) {
      damages.add(damage(jdk, "empty", "it is no woven class", file -> Files.write(file, at(0))));
      damages.add(damage(jdk, "half written", "it is damaged", CacheTest::halve));
      damages.add(damage(jdk, "with a bit flipped", "it is damaged", CacheTest::flip));
      damages.add(damage(jdk, "another class's", "it is another class", CacheTest::rename));
      damages.add(
          damage(
              jdk,
              "another file",
              "it is no woven class",
              file -> Files.writeString(file, "#!/bin/sh\necho no class\n")));
      damages.add(
          damage(jdk, "oversized", "bytes", file -> Files.write(file, at(16 * 1024 * 1024))));
      damages.add(
          damage(jdk, "world-writable", "anybody may write it", file -> mode(file, "rw-rw-rw-")));
      damages.add(
          damage(
              jdk,
              "in a world-writable folder",
              "anybody may write it",
              file -> mode(file.getParent(), "rwxrwxrwx")));
    }
    return damages.stream();
  }

  private static Arguments damage(Jdk jdk, String name, String line, Damage damage) {
    return Arguments.of(jdk, name, line, damage);
  }

  @ParameterizedTest(name = "{0}, one that is {1}")
  @MethodSource("damages")
  void oneThatIsWrongIsPassedOverWithALineAndTheApplicationIsCovered(
      Jdk jdk, String name, String line, Damage damage) throws Exception {
    Path kept = folder.resolve("kept");
    String agent = ChildJvm.agent(VALUES + ",cache=" + kept);
    assertTrue(loadsByteBuddy(jdk, agent));

    damage.to(file(kept, SOCKET));

    assertCovered(jdk, agent, List.of(line));
  }

  /** Who may become another user may give a file away. */
  @Test
  void oneOfAnotherUserIsPassedOver() throws Exception {
    assumeTrue(Machine.canChangeUser(), "NOT TESTED: nobody here may give a file away");
    Path kept = folder.resolve("kept");
    String agent = ChildJvm.agent(VALUES + ",cache=" + kept);
    assertTrue(loadsByteBuddy(Jdks.current(), agent));

    Files.setAttribute(file(kept, SOCKET), "unix:uid", 12345);

    assertCovered(Jdks.current(), agent, List.of("user 12345 owns it"));
  }

  @Test
  void oneThatWasMadeByAnotherJdkIsPassedOver() throws Exception {
    assumeTwoJdks();
    Path kept = folder.resolve("kept");
    String agent = ChildJvm.agent(VALUES + ",cache=" + kept);
    assertTrue(loadsByteBuddy(Jdks.oldest(), agent));
    byte[] foreign = Files.readAllBytes(file(kept, SOCKET));
    delete(kept);
    assertTrue(loadsByteBuddy(Jdks.newest(), agent));

    Files.write(file(kept, SOCKET), foreign);

    assertCovered(
        Jdks.newest(), agent, List.of("another build of the agent or another JDK made it"));
  }

  @Test
  void oneThatWasMadeByAnotherBuildOfTheAgentIsPassedOver() throws Exception {
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka.jar"));
    prime(Jdks.current(), jar);
    // Newer JDKs load this class too, and would have a line for it.
    Files.delete(file(folder, CHANNEL));

    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Files.writeString(inside.getPath("inside", "another"), "build");
    }

    assertCovered(
        Jdks.current(),
        "-javaagent:" + jar + "=" + VALUES,
        List.of("another build of the agent or another JDK made it"));
  }

  @Test
  void oneThatIsForNoJdkButAnotherSaysWhatToDo() throws Exception {
    assumeTwoJdks();
    Path jar = Files.copy(ChildJvm.jar(), folder.resolve("ka.jar"));
    prime(Jdks.oldest(), jar);

    assertCovered(
        Jdks.newest(), "-javaagent:" + jar + "=" + VALUES, List.of("nothing for this JDK"));
  }

  /** Each starts with an empty directory; what they leave serves the next one. */
  @Test
  void jvmsThatWriteOneCacheAtOnceLeaveItWhole() throws Exception {
    Jdk jdk = Jdks.current();
    Path alone = folder.resolve("alone");
    assertTrue(loadsByteBuddy(jdk, ChildJvm.agent(VALUES + ",cache=" + alone)));
    Path kept = folder.resolve("kept");
    String agent = ChildJvm.agent(VALUES + ",cache=" + kept);
    for (int round = 0; round < 3; round++) {
      try (ChildJvm one = start(jdk, agent);
          ChildJvm two = start(jdk, agent);
          ChildJvm three = start(jdk, agent)) {
        for (ChildJvm child : List.of(one, two, three)) {
          child.awaitLine("open true true");
          child.say("");
          assertEquals(0, child.exitStatus(), child::printed);
          assertEquals(List.of(), passedOver(child), child::printed);
        }
      }
      assertFalse(loadsByteBuddy(jdk, agent));
      assertEquals(names(alone), names(kept));
      delete(kept);
    }
  }

  @Test
  void theSameJdkGivesTheSameBytes() throws Exception {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    prime(Jdks.current(), ChildJvm.jar(), one.toString());
    prime(Jdks.current(), ChildJvm.jar(), other.toString());

    for (String name : List.of(SOCKET, CHANNEL)) {
      assertArrayEquals(
          Files.readAllBytes(file(one, name)), Files.readAllBytes(file(other, name)), name);
    }
  }

  @Test
  void primeSaysWhatItCannotDo() throws Exception {
    Path unfit = Files.createDirectory(folder.resolve("unfit"));
    mode(unfit, "rwxrwxrwx");
    try (ChildJvm child =
        ChildJvm.start(
            Jdks.current(), "-jar", ChildJvm.jar().toString(), "prime", unfit.toString())) {
      assertEquals(1, child.exitStatus(), child::printed);
      assertEquals(1, child.err().size(), child::printed);
      assertTrue(child.err().get(0).contains("anybody may write it"), child::printed);
    }
  }

  private static void assumeTwoJdks() {
    assumeTrue(!Jdks.oldest().equals(Jdks.newest()), "there is only one JDK here");
  }

  static void prime(Jdk jdk, Path jar, String... directory) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(jdk.tool("java"), "-jar", jar.toString(), "prime"));
    command.addAll(Arrays.asList(directory));
    try (ChildJvm child = ChildJvm.run(command, Map.of())) {
      assertEquals(0, child.exitStatus(), child::printed);
      assertEquals(List.of(), child.err());
      assertTrue(child.out().contains("woven " + SOCKET), child::printed);
    }
  }

  private static boolean loadsByteBuddy(Jdk jdk, String agent) throws Exception {
    List<String> loaded = LoadedClassesTest.loaded(jdk, agent, "OpensConnection", "0");
    assertTrue(loaded.contains("java.net.KaAgentHook"), loaded::toString);
    return !LoadedClassesTest.startingWith(loaded, "net.bytebuddy.").isEmpty();
  }

  private static ChildJvm start(Jdk jdk, String agent) throws IOException {
    return ChildJvm.start(jdk, agent, "-cp", ChildJvm.programs(), "programs.OpensConnection", "0");
  }

  /** Both ends have the agent's values, and of the cache exactly these lines were said. */
  private static void assertCovered(Jdk jdk, String agent, List<String> lines) throws Exception {
    try (ChildJvm child = start(jdk, agent)) {
      child.awaitLine("open true true");
      List<String> values =
          KernelSockets.of(child.pid()).stream().map(KernelSockets.Row::values).toList();
      assertEquals(List.of("1/61/7/5", "1/61/7/5"), values, child::printed);
      child.say("");
      assertEquals(0, child.exitStatus(), child::printed);
      List<String> said = passedOver(child);
      assertEquals(lines.size(), said.size(), child::printed);
      for (int i = 0; i < lines.size(); i++) {
        assertTrue(said.get(i).contains(lines.get(i)), child::printed);
        assertTrue(said.get(i).contains(" info "), child::printed);
      }
    }
  }

  private static List<String> passedOver(ChildJvm child) {
    return child.err().stream().filter(line -> line.contains("cache: ")).toList();
  }

  /** What is in the folder of the classes. */
  private static Set<String> names(Path kept) throws IOException {
    try (Stream<Path> files = Files.list(file(kept, SOCKET).getParent())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private static Path file(Path kept, String className) throws IOException {
    try (Stream<Path> files = Files.walk(kept)) {
      return files.filter(file -> file.endsWith(className)).findFirst().orElseThrow();
    }
  }

  private static byte[] at(int length) {
    return new byte[length];
  }

  private static void halve(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  /** Another class's name, and a checksum that is right. */
  private static void rename(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("java/net/Socket")] = 'J';
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length - Long.BYTES);
    ByteBuffer.wrap(bytes).putLong(bytes.length - Long.BYTES, crc.getValue());
    Files.write(file, bytes);
  }

  private static void mode(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
