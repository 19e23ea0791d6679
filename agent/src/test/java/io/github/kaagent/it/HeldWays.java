package io.github.kaagent.it;

import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A running {@code selftest}, which opens a connection in one way after the other, and here waits
 * after each, so that the kernel can be asked.
 */
final class HeldWays implements AutoCloseable {

  /** The width of the column with the way's name, in the table that selftest prints. */
  private static final int WAY = 68;

  private final ChildJvm child;
  private final Set<String> seen = new HashSet<>();
  private String variant;

  private HeldWays(ChildJvm child) {
    this.child = child;
  }

  static HeldWays open(Jdk jdk, String arguments) {
    try {
      return new HeldWays(
          ChildJvm.start(
              jdk,
              "-Dka-agent.selftest.hold=true",
              "-jar",
              ChildJvm.jar().toString(),
              "selftest",
              arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * One way, while its connections are open.
   *
   * @param rows selftest's lines about it: one for each end, or why there is none
   * @param opened the connections that it has opened, as the kernel has them
   * @param all these, and all others of the tested JVM and of the JVM that it has started
   */
  record Held(String variant, String way, List<String> rows, List<Row> opened, List<Row> all) {}

  Stream<Held> stream() {
    return StreamSupport.stream(
        new AbstractSpliterator<Held>(Long.MAX_VALUE, Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super Held> action) {
            Held held = next();
            if (held != null) {
              action.accept(held);
            }
            return held != null;
          }
        },
        false);
  }

  int exitStatus() {
    return child.exitStatus();
  }

  List<String> errors() {
    return child.err();
  }

  @Override
  public void close() {
    child.close();
  }

  /** The next way, or null after the last. */
  private Held next() {
    List<String> rows = new ArrayList<>();
    String line = child.awaitLine("");
    while (!line.equals("held")) {
      if (line.startsWith("selftest: ")) {
        return null;
      }
      // Any other line comes from the JVM itself.
      if (line.endsWith(" ok") && line.contains(" user_timeout ")) {
        variant = line.substring(0, WAY).strip();
      } else if (line.matches(".{" + WAY + "}.* (yes|NO|-|works|skipped)")) {
        rows.add(line);
      }
      line = child.awaitLine("");
    }
    List<Row> all = connections();
    List<Row> opened = all.stream().filter(row -> seen.add(ends(row))).toList();
    child.say("");
    return new Held(variant, rows.get(0).substring(0, WAY).strip(), rows, opened, all);
  }

  private static String ends(Row row) {
    return row.local() + " " + row.remote();
  }

  /** Those of the tested JVM, and of the JVM to which it hands one (System.inheritedChannel). */
  private List<Row> connections() {
    List<Row> rows = new ArrayList<>();
    for (ProcessHandle process :
        ProcessHandle.of(child.pid()).orElseThrow().descendants().toList()) {
      try {
        KernelSockets.of(process.pid()).stream()
            .filter(row -> row.remote() != null)
            .forEach(rows::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return rows;
  }
}
