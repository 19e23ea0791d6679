package io.github.kaagent.cli.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of one connection. */
final class Ended {

  /** A kernel's tick: its timers may run ahead of our clock by one. */
  private static final int TICK_MILLIS = 100;

  private static final Pattern ANSWER = Pattern.compile("([a-z]+) ([0-9]{1,6}) ([0-9]{1,12})");

  /** The silence before its probe, in seconds. */
  final int idle;

  final Fate fate;

  /** When it ended, counted from where its silence began. */
  final long afterMillis;

  /** The system's words for it; null where there are none. */
  final String why;

  Ended(int idle, Fate fate, long afterMillis) {
    this(idle, fate, afterMillis, null);
  }

  Ended(int idle, Fate fate, long afterMillis, String why) {
    this.idle = idle;
    this.fate = fate;
    this.afterMillis = afterMillis;
    this.why = why;
  }

  /** From a listener's answer, {@code silent 15 18093}; unconnected if it is none. */
  static Ended of(int idle, String answer) {
    Matcher matcher = ANSWER.matcher(answer);
    if (!matcher.matches()) {
      return new Ended(idle, Fate.UNCONNECTED, 0, "the other end does not tell");
    }
    return new Ended(
        Integer.parseInt(matcher.group(2)),
        Fate.of(matcher.group(1)),
        Long.parseLong(matcher.group(3)));
  }

  /** What {@link #of} reads. */
  String answer() {
    return fate.word() + " " + idle + " " + afterMillis;
  }

  /** Whether it ended by itself: by the other end's clock, not by our probe. */
  boolean isUnasked() {
    return fate == Fate.CLOSED || (fate == Fate.RESET && afterMillis < idle * 1000L - TICK_MILLIS);
  }

  /** Whether it survived its silence; the other end may still have closed it a moment later. */
  boolean hasLived() {
    return fate == Fate.ANSWERED || (fate == Fate.CLOSED && afterMillis >= idle * 1000L);
  }

  /** The silence in milliseconds after which it was lost, as far as this connection tells. */
  long deadAtMillis() {
    return isUnasked() ? afterMillis : idle * 1000L;
  }
}
