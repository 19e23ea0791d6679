package io.github.kaagent.cli.selftest;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many ends of TCP connections were as asked, and how many not. Immutable. */
final class Counts {

  static final Counts NONE = new Counts(0, 0, 0);

  private static final Pattern LINE =
      Pattern.compile("(\\d+) ok, (\\d+) NOT ok, (\\d+) left alone as asked");

  final int good;
  final int wrong;
  final int leftAlone;

  private Counts(int good, int wrong, int leftAlone) {
    this.good = good;
    this.wrong = wrong;
    this.leftAlone = leftAlone;
  }

  /** Reads what {@link #toString} wrote in another JVM; none if the line is another. */
  static Counts parse(String line) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches()
        ? new Counts(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)))
        : NONE;
  }

  /** With one more. */
  Counts and(Expectation.Verdict verdict) {
    switch (verdict) {
      case YES:
        return new Counts(good + 1, wrong, leftAlone);
      case NO:
        return new Counts(good, wrong + 1, leftAlone);
      default:
        return new Counts(good, wrong, leftAlone + 1);
    }
  }

  Counts and(Counts others) {
    return new Counts(good + others.good, wrong + others.wrong, leftAlone + others.leftAlone);
  }

  /** Whether there were ends, and the arguments ask nothing of any. */
  boolean allLeftAlone() {
    return good == 0 && wrong == 0 && leftAlone > 0;
  }

  @Override
  public String toString() {
    return good + " ok, " + wrong + " NOT ok, " + leftAlone + " left alone as asked";
  }
}
