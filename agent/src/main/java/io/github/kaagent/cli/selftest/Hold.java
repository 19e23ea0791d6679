package io.github.kaagent.cli.selftest;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The report for tests, which read the kernel from outside: a line {@code end|...} an end, then
 * {@code held|...}, and the way stays open until a line comes in.
 */
final class Hold implements Report {

  private final String title;
  private final BufferedReader in;
  private final PrintStream out;
  private boolean failed;

  Hold(String title, InputStream in, PrintStream out) {
    this.title = title;
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
  }

  @Override
  public void opened(Way way, List<End> ends) throws IOException {
    for (End end : ends) {
      out.println("end|" + end);
    }
    out.println("held|" + title + "|" + way.name + "|" + way.ends);
    out.flush();
    if (in.readLine() == null) {
      throw new EOFException("nobody is there");
    }
  }

  @Override
  public void skipped(Way way, String reason) {
    out.println("skipped|" + title + "|" + way.name + "|" + reason);
  }

  @Override
  public void failed(Way way, Throwable failure) {
    failed = true;
    out.println("failed|" + title + "|" + way.name + "|" + failure);
  }

  @Override
  public boolean good() {
    return !failed;
  }
}
