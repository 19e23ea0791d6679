package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The connections of one direction: those that have ended, and those that are still silent. */
final class Direction {

  private static final class Pending {
    final int idle;
    final long since = Threads.now();

    Pending(int idle) {
      this.idle = idle;
    }

    long due() {
      return since + idle * 1000L;
    }
  }

  private final String title;
  private final String suffix;
  private final Search search;
  private final BiConsumer<Integer, Consumer<Ended>> opener;
  private final Screen screen;
  private final List<Ended> ended = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  /** The title stands before each round, the suffix after each of its connections. */
  Direction(
      String title,
      String suffix,
      Search search,
      BiConsumer<Integer, Consumer<Ended>> opener,
      Screen screen) {
    this.title = title;
    this.suffix = suffix;
    this.search = search;
    this.opener = opener;
    this.screen = screen;
  }

  /** Opens what is to be tried next. */
  void advance() {
    List<Integer> silences = new ArrayList<>();
    pending.forEach(one -> silences.add(one.idle));
    List<Integer> next = search.next(new Findings(ended), silences);
    if (next.isEmpty()) {
      return;
    }
    screen.line(title + ", silent for " + next.toString().replaceAll("[\\[\\]]", "") + " s:");
    for (int idle : next) {
      Pending one = new Pending(idle);
      pending.add(one);
      opener.accept(
          idle,
          end -> {
            pending.remove(one);
            ended.add(end);
            screen.line(Report.row(end) + suffix);
          });
    }
  }

  boolean isDone() {
    return search.isDone();
  }

  Verdict verdict() {
    return new Verdict(new Findings(ended), isDone());
  }

  /** All of them: those that nobody waits for any more are open. */
  List<Ended> connections() {
    List<Ended> all = new ArrayList<>(ended);
    for (Pending one : pending) {
      all.add(new Ended(one.idle, Fate.OPEN, Threads.now() - one.since));
    }
    return all;
  }

  /** For the terminal: what is being waited for. */
  String countdown() {
    long now = Threads.now();
    long next = Long.MAX_VALUE;
    long last = 0;
    for (Pending one : pending) {
      next = one.due() > now ? Math.min(next, one.due()) : next;
      last = Math.max(last, one.due());
    }
    String soon =
        next == Long.MAX_VALUE ? "listening" : "the next probe in " + Screen.duration(next - now);
    String end = last > next ? ", the last in " + Screen.duration(last - now) : "";
    return pending.size() + " silent; " + soon + end;
  }
}
