package io.github.kaagent.containers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.kaagent.it.Jdks;
import io.github.kaagent.it.Jdks.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Every runtime in containers of every kind. The image of a runtime is made once; selftests, which
 * take longest, run in the background of the other tests.
 */
final class Cells {

  /** How many images are made, or selftests run, at a time: the processors of a small machine. */
  private static final int AT_A_TIME = 2;

  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
  private final Path folder;
  private final Path root;
  private final List<Image> images = new ArrayList<>();
  private final List<Cell> all = new ArrayList<>();
  private final Map<Cell, Future<Output>> selftests = new HashMap<>();

  private Cells(Path folder) throws IOException {
    this.folder = folder;
    this.root = Files.createDirectory(folder.resolve("root"));
  }

  /**
   * Makes the images, and starts the selftests.
   *
   * @param folder for files that are needed until {@link #remove}
   */
  static Cells make(Path folder) throws Exception {
    Cells cells = new Cells(folder);
    try {
      ImageRoot.fill(cells.root);
      cells.makeImages();
      cells.requireThatContainersRun();
      for (Cell cell : cells.all) {
        cells.selftests.put(cell, cells.threads.submit(() -> selftest(cell)));
      }
      return cells;
    } catch (Exception | Error failure) {
      cells.remove();
      throw failure;
    }
  }

  private void requireThatContainersRun() throws IOException {
    try (Container container = all.get(0).start("-version")) {
      Output output = container.end();
      if (output.status() != 0) {
        Podman.refuse("podman runs no container: " + output);
      }
    }
  }

  private void makeImages() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Map<Jdk, Future<Image>> ofJdks = new HashMap<>();
    Map<Jdk, Future<Image>> ofJlinked = new HashMap<>();
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      ofJdks.put(jdk, threads.submit(() -> image(jdk.home())));
      if (Files.exists(Path.of(jdk.tool("jlink")))) { // 8 has none
        ofJlinked.put(jdk, threads.submit(() -> image(jlinked(jdk))));
      }
    }
    for (Jdk jdk : Jdks.those(8, 17, 25)) {
      Image image = ofJdks.get(jdk).get();
      all.add(new Cell(jdk.toString(), image, false, null));
      all.add(new Cell(jdk.toString(), image, false, temporary));
      if (ofJlinked.containsKey(jdk)) {
        all.add(new Cell(jdk + " jlinked", ofJlinked.get(jdk).get(), true, null));
      }
    }
  }

  private Image image(Path home) throws IOException {
    Image image = Image.of(home, root);
    synchronized (images) {
      images.add(image);
    }
    return image;
  }

  /** Makes a runtime with only the modules that the agent needs. */
  private Path jlinked(Jdk jdk) throws IOException {
    Path runtime = folder.resolve("jlinked-" + jdk.feature());
    Output jlink =
        Output.of(
            jdk.tool("jlink"), "--add-modules=java.base,java.instrument", "--output=" + runtime);
    assertEquals(0, jlink.status(), jlink::toString);
    return runtime;
  }

  private static Output selftest(Cell cell) throws IOException {
    try (Container container =
        cell.start("-jar", Container.JAR, "selftest", "idle=61,user_timeout=auto")) {
      return container.end();
    }
  }

  List<Cell> all() {
    return all;
  }

  /** Waits for a cell's selftest. */
  Output selftestOf(Cell cell) throws Exception {
    return selftests.get(cell).get();
  }

  /** Removes the images. */
  void remove() throws Exception {
    // Selftests that run are left to end: interrupted, they would leave their containers behind.
    selftests.values().forEach(selftest -> selftest.cancel(false));
    threads.shutdown();
    threads.awaitTermination(3, TimeUnit.MINUTES);
    synchronized (images) {
      for (Image image : images) {
        image.remove();
      }
    }
  }
}
