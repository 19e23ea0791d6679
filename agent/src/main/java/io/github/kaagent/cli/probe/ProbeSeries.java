package io.github.kaagent.cli.probe;

import io.github.kaagent.cli.Screen;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** The connections of one direction: those that have ended, and those that are still silent. */
final class ProbeSeries {

  private static final class Pending {
    final int idle;
    final long since = SilentConnection.now();
    final long due;
    final CompletableFuture<ProbeResult> end;

    Pending(int idle, CompletableFuture<ProbeResult> end) {
      this.idle = idle;
      this.due = since + idle * 1000L;
      this.end = end;
    }
  }

  private final String title;
  private final String suffix;
  private final Search search;
  private final IntFunction<CompletableFuture<ProbeResult>> opener;
  private final Screen screen;
  private final List<ProbeResult> ended = new ArrayList<>();
  private final List<Pending> pending = new ArrayList<>();

  /** The title is printed before each round, the suffix after each result. */
  ProbeSeries(
      String title,
      String suffix,
      Search search,
      IntFunction<CompletableFuture<ProbeResult>> opener,
      Screen screen) {
    this.title = title;
    this.suffix = suffix;
    this.search = search;
    this.opener = opener;
    this.screen = screen;
  }

  /** Collects the connections that have ended, and opens those to try next. */
  void advance() {
    for (Pending one : new ArrayList<>(pending)) {
      if (one.end.isDone()) {
        pending.remove(one);
        ended.add(one.end.join());
        screen.line(row(one.end.join()) + suffix);
      }
    }
    List<Integer> silences = pending.stream().map(one -> one.idle).collect(Collectors.toList());
    List<Integer> next = search.next(new Findings(ended), silences);
    if (!next.isEmpty()) {
      screen.line(title + ", silent for " + next.toString().replaceAll("[\\[\\]]", "") + " s:");
    }
    next.forEach(idle -> pending.add(new Pending(idle, opener.apply(idle))));
  }

  /** One connection's result as a line. */
  static String row(ProbeResult ended) {
    return String.format("%7d s  %s", ended.idle, ended.words());
  }

  boolean isDone() {
    return search.isDone();
  }

  Verdict verdict() {
    return new Verdict(new Findings(ended), isDone());
  }

  /** All results; those of connections that are still silent are OPEN. */
  List<ProbeResult> connections() {
    List<ProbeResult> all = new ArrayList<>(ended);
    for (Pending one : pending) {
      all.add(new ProbeResult(one.idle, Fate.OPEN, SilentConnection.now() - one.since, null));
    }
    return all;
  }

  /** For the terminal: what is being waited for. */
  String countdown() {
    long now = SilentConnection.now();
    long last = pending.stream().mapToLong(one -> one.due).max().orElse(0);
    long next = pending.stream().mapToLong(one -> one.due).filter(due -> due > now).min().orElse(0);
    String soon = next == 0 ? "listening" : "the next probe in " + Screen.duration(next - now);
    String end = last > next ? ", the last in " + Screen.duration(last - now) : "";
    return pending.size() + " silent; " + soon + (next == 0 ? "" : end);
  }
}
