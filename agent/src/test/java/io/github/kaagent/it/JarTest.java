package io.github.kaagent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent's jar, as it was built. */
class JarTest {

  private static final int JAVA_8 = 52;
  private static final int JAVA_9 = 53;

  private JarFile jar;
  private List<ZipEntry> files;

  /** The class file version of every file, nested jars included; 0 if the file is no class. */
  private Map<String, Integer> versions;

  @BeforeEach
  void open() throws IOException {
    jar = new JarFile(ChildJvm.jar().toFile());
    files = new ArrayList<>(Collections.list(jar.entries()));
    files.removeIf(ZipEntry::isDirectory);
    versions = new HashMap<>();
    for (ZipEntry file : files) {
      versions.put(file.getName(), classFileVersion(jar.getInputStream(file)));
      if (file.getName().endsWith(".jar")) {
        readInner(file);
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    jar.close();
  }

  /** The root is on the application's class path; what is in the nested jars is not. */
  @Test
  void hasNothingAtItsRootButLaunchAndItsManifest() {
    Predicate<String> ours =
        name ->
            name.matches("inside/[\\w-]+\\.jar")
                || name.matches("io/github/kaagent/launch/[\\w$]+\\.class")
                || Set.of("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/THIRD-PARTY")
                    .contains(name);

    assertEquals(List.of(), names(ours.negate()));
  }

  @Test
  void hasTheBridgeAndWhatIsUsedOfTheLibrariesInside() {
    for (String wanted :
        List.of(
            "inside/core-inside.jar!java/net/KaAgentBridge.class",
            "inside/core-inside.jar!sun/nio/ch/KaAgentNet.class",
            "inside/core-inside.jar!net/bytebuddy/jar/asm/ClassReader.class",
            "inside/rest-inside.jar!jnr/ffi/LibraryLoader.class",
            "inside/rest-inside.jar!jni/x86_64-Linux/libjffi-1.2.so",
            "inside/rest-inside.jar!jni/aarch64-Linux/libjffi-1.2.so",
            "inside/rest-inside.jar!org/tinylog/writers/SharedFileWriter.class")) {
      assertTrue(versions.containsKey(wanted), wanted);
    }
    for (String unwanted :
        List.of(
            "inside/core-inside.jar!sun/nio/ch/Net.class", // stands in for the JDK's, for javac
            "inside/rest-inside.jar!net/bytebuddy/ByteBuddy.class")) {
      assertFalse(versions.containsKey(unwanted), unwanted);
    }
  }

  @Test
  void isNotLargerThanSixMegabytes() throws IOException {
    assertTrue(Files.size(ChildJvm.jar()) <= 6 * 1024 * 1024);
  }

  @Test
  void hasOnlyClassesThatJava8CanLoadButForThoseOf9() {
    assertEquals(
        List.of(),
        versions.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".class"))
            .filter(
                file ->
                    file.getValue() > (file.getKey().contains("/versions/9/") ? JAVA_9 : JAVA_8))
            .toList());
  }

  @Test
  void tellsNothingOfTheTimeItWasBuiltAt() {
    Set<FileTime> times =
        files.stream().map(ZipEntry::getLastModifiedTime).collect(Collectors.toSet());

    assertEquals(1, times.size(), () -> "times: " + times);
  }

  /** Saves 20 ms of class loading. */
  @Test
  void isStoredUncompressed() {
    assertTrue(files.stream().allMatch(file -> file.getMethod() == ZipEntry.STORED));
  }

  /** The bill of materials beside the jar lists the libraries that it was built with. */
  @Test
  void namesEveryLibraryInItWithItsLicence() throws IOException {
    String materials = Files.readString(ChildJvm.jar().resolveSibling("ka-agent.cdx.json"));
    Set<String> libraries =
        Pattern.compile("pkg:maven/([^@/]+)/([^@]+)@")
            .matcher(materials)
            .results()
            .map(library -> library.group(2))
            .filter(name -> !name.equals("ka-agent"))
            .collect(Collectors.toSet());
    String named =
        new String(
            jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY")).readAllBytes(),
            StandardCharsets.UTF_8);

    assertTrue(libraries.contains("jnr-ffi"), materials);
    assertEquals(List.of(), libraries.stream().filter(name -> !named.contains(name)).toList());
    assertFalse(named.contains("${"), named);
  }

  private List<String> names(Predicate<String> which) {
    return files.stream().map(ZipEntry::getName).filter(which).toList();
  }

  private void readInner(ZipEntry inner) throws IOException {
    try (ZipInputStream in = new ZipInputStream(jar.getInputStream(inner))) {
      for (ZipEntry file = in.getNextEntry(); file != null; file = in.getNextEntry()) {
        versions.put(inner.getName() + "!" + file.getName(), classFileVersion(in));
      }
    }
  }

  private static int classFileVersion(InputStream in) throws IOException {
    byte[] head = in.readNBytes(8); // magic, minor, major
    ByteBuffer bytes = ByteBuffer.wrap(head);
    return head.length == 8 && bytes.getInt() == 0xCAFEBABE ? bytes.getShort(6) : 0;
  }
}
