package io.github.kaagent.cli.probe;

/** What became of one connection. Immutable. */
final class ProbeResult {

  /** A kernel's tick: its timers may run ahead of our clock by one. */
  private static final int TICK_MILLIS = 100;

  final int idle; // the silence before its probe, in seconds
  final Fate fate;
  final long afterMillis; // when it ended, counted from where its silence began
  final String why; // the system's words for it; null where there are none

  ProbeResult(int idle, Fate fate, long afterMillis, String why) {
    this.idle = idle;
    this.fate = fate;
    this.afterMillis = afterMillis;
    this.why = why;
  }

  /** From a listener's answer, {@code silent 15 18093}; unconnected if it is none. */
  static ProbeResult of(int idle, String answer) {
    if (!answer.matches("[a-z]+ [0-9]{1,6} [0-9]{1,12}")) {
      return new ProbeResult(idle, Fate.UNCONNECTED, 0, "the other end does not tell");
    }
    String[] words = answer.split(" ", -1);
    return new ProbeResult(
        Integer.parseInt(words[1]), Fate.of(words[0]), Long.parseLong(words[2]), null);
  }

  /** What {@link #of} reads. */
  String answer() {
    return fate.word + " " + idle + " " + afterMillis;
  }

  /** For people. */
  String words() {
    if (fate == Fate.RESET && isUnasked()) {
      return "reset, unasked, after " + seconds(afterMillis) + " s";
    }
    String words = String.format(fate.words, seconds(afterMillis));
    return fate == Fate.UNCONNECTED && why != null ? words + ": " + why : words;
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

  /** 12, or 5.1: what the network's and the other end's clocks allow to be said. */
  static String seconds(long millis) {
    long tenths = (millis + 50) / 100;
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
