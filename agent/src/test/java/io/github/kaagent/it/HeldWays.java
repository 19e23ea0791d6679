package io.github.kaagent.it;

import io.github.kaagent.it.Jdks.Jdk;
import io.github.kaagent.it.KernelSockets.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The ways that {@code selftest --hold} opens, one after the other: each is open while it's looked
 * at, and closed when the next is asked for.
 */
final class HeldWays implements AutoCloseable {

  /** The JVM may have something to say in between. */
  private static final List<String> LINES =
      List.of("end|", "held|", "skipped|", "failed|", "selftest: ");

  private final ChildJvm child;
  private boolean holding;

  private HeldWays(ChildJvm child) {
    this.child = child;
  }

  static HeldWays open(Jdk jdk, String arguments) {
    try {
      return new HeldWays(
          ChildJvm.start(jdk, "-jar", ChildJvm.jar().toString(), "selftest", "--hold", arguments));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A way.
   *
   * @param outcome held, skipped or failed
   * @param remark what the command says of it
   * @param atLeast how many ends it has to have
   * @param ends those that the command has found
   * @param kernel the kernel's word on these, and on all else that these processes have open
   */
  record Held(
      String outcome,
      String variant,
      String way,
      String remark,
      int atLeast,
      List<End> ends,
      List<Row> kernel) {}

  /** One end, by the word of the process that has it. */
  record End(long pid, InetSocketAddress local, InetSocketAddress remote) {

    boolean is(Row row) {
      return local.equals(row.local()) && remote.equals(row.remote());
    }
  }

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

  /** Null after the last. */
  private Held next() {
    if (holding) {
      child.say("");
      holding = false;
    }
    List<End> ends = new ArrayList<>();
    String line = child.awaitLine(LINES);
    while (line.startsWith("end|")) {
      ends.add(end(line.split("\\|", -1)));
      line = child.awaitLine(LINES);
    }
    if (line.startsWith("selftest: ")) {
      return null;
    }
    String[] part = line.split("\\|", 4);
    holding = part[0].equals("held");
    return new Held(
        part[0],
        part[1],
        part[2],
        part[3],
        holding ? Integer.parseInt(part[3]) : 0,
        ends,
        kernel(ends));
  }

  private static List<Row> kernel(List<End> ends) {
    List<Row> rows = new ArrayList<>();
    try {
      for (long pid : ends.stream().mapToLong(End::pid).distinct().toArray()) {
        rows.addAll(KernelSockets.of(pid));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  private static End end(String[] part) {
    return new End(Long.parseLong(part[1]), address(part[3]), address(part[4]));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }
}
