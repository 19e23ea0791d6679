package io.github.kaagent.cli.selftest;

import io.github.kaagent.cli.selftest.Expectation.Verdict;
import java.io.PrintStream;
import java.util.List;

/** The report for people: one line an end. */
final class Table implements Report {

  private static final String ROW = "%-68s%-8s%9s%7s%7s%5s%14s  %s%n";
  private static final String REMARK = "%-68s%-50s  %s%n";

  private final PrintStream out;
  private final Expectation expectation;
  private Counts counts = Counts.NONE;

  Table(String title, Expectation expectation, PrintStream out) {
    this.out = out;
    this.expectation = expectation;
    out.printf(ROW, title, "end", "keepalive", "idle", "intvl", "cnt", "user_timeout", "ok");
  }

  @Override
  public void opened(Way way, List<End> ends) {
    for (End end : ends) {
      Verdict verdict = expectation.on(end);
      counts = counts.and(verdict);
      out.printf(
          ROW,
          way.name,
          end.side(),
          end.keepalive == 1 ? "on" : "off",
          end.idle,
          end.intvl,
          end.cnt,
          end.userTimeout == 0 ? "off" : end.userTimeout,
          verdict.text);
    }
    if (way.ends == 0) {
      // Its descriptors are no TCP sockets, so none may have been found.
      verdict(way, "works", ends.isEmpty());
    } else if (ends.size() < way.ends) {
      verdict(way, "only " + ends.size() + " of " + way.ends + " ends found", false);
    }
  }

  @Override
  public void skipped(Way way, String reason) {
    out.printf(REMARK, way.name, "skipped: " + reason, "-");
  }

  @Override
  public void failed(Way way, Throwable failure) {
    verdict(way, "failed: " + failure, false);
  }

  @Override
  public boolean good() {
    out.println(counts);
    out.println();
    return counts.wrong == 0;
  }

  /** What works and is no TCP does not count: it is no sign that the agent does its work. */
  private void verdict(Way way, String remark, boolean ok) {
    Verdict verdict = ok ? Verdict.YES : Verdict.NO;
    if (!ok) {
      counts = counts.and(verdict);
    }
    out.printf(REMARK, way.name, remark, verdict.text);
  }
}
