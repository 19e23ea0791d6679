package io.github.kaagent.attach;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a container sees a jar. A plain folder serves as the container's root folder. */
class VisibleJarTest {

  @TempDir Path temporary;
  private Path jar;
  private Path root;

  @BeforeEach
  void aJarAndAnEmptyContainer() throws Exception {
    Path folder = Files.createDirectory(temporary.toRealPath().resolve("jars"));
    jar = Files.createFile(folder.resolve("ka.jar"));
    root = Files.createDirectory(temporary.toRealPath().resolve("container"));
  }

  @Test
  void itIsSeenWhereTheSameFileIs() throws Exception {
    Files.createDirectories(inside(jar).getParent());
    Files.createLink(inside(jar), jar);

    assertTrue(VisibleJar.isSeen(jar, root));
  }

  @Test
  void itIsNotSeenWhereAnotherFileHasItsName() throws Exception {
    Files.createDirectories(inside(jar).getParent());
    Files.copy(jar, inside(jar));

    assertFalse(VisibleJar.isSeen(jar, root));
  }

  @Test
  void itIsNotSeenWhereNothingIs() {
    assertFalse(VisibleJar.isSeen(jar, root));
  }

  @Test
  void itIsNotSeenByALinkThatLeadsElsewhereInsideTheContainer() throws Exception {
    Files.createDirectories(inside(jar).getParent().getParent());
    Files.createSymbolicLink(inside(jar).getParent(), jar.getParent());

    assertFalse(VisibleJar.isSeen(jar, root));
  }

  private Path inside(Path path) {
    return root.resolve(path.toString().substring(1));
  }
}
