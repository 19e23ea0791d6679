package io.github.kaagent.cli.probe;

/** What became of one connection. Immutable. */
final class ProbeResult {

  /** How much earlier than by our clock a kernel timer may run out, for it counts in ticks. */
  private static final int TICK_MILLIS = 100;

  final int idle; // the silence before its probe, in seconds
  final Fate fate;
  final long afterMillis; // when it ended, counted from the start of its silence
  final String why; // the error message; null if there is none

  ProbeResult(int idle, Fate fate, long afterMillis, String why) {
    this.idle = idle;
    this.fate = fate;
    this.afterMillis = afterMillis;
    this.why = why;
  }

  /** Parses a listener's answer, {@code silent 15 18093}; UNCONNECTED if it is something else. */
  static ProbeResult of(int idle, String answer) {
    if (!answer.matches("[a-z]+ [0-9]{1,6} [0-9]{1,12}")) {
      return new ProbeResult(idle, Fate.UNCONNECTED, 0, "the other end does not tell");
    }
    String[] words = answer.split(" ", -1);
    return new ProbeResult(
        Integer.parseInt(words[1]), Fate.of(words[0]), Long.parseLong(words[2]), null);
  }

  /** The answer that {@link #of} parses. */
  String answer() {
    return fate.word + " " + idle + " " + afterMillis;
  }

  /** What became of it, for people. */
  String words() {
    if (fate == Fate.RESET && isUnasked()) {
      return "reset, unasked, after " + seconds(afterMillis) + " s";
    }
    String words = String.format(fate.words, seconds(afterMillis));
    return fate == Fate.UNCONNECTED && why != null ? words + ": " + why : words;
  }

  /** Whether it ended by the other end's clock, and not because of our probe. */
  boolean isUnasked() {
    return fate == Fate.CLOSED || (fate == Fate.RESET && afterMillis < idle * 1000L - TICK_MILLIS);
  }

  /** Whether it survived its silence; the other end may still have closed it a moment later. */
  boolean hasLived() {
    return fate == Fate.ANSWERED || (fate == Fate.CLOSED && afterMillis >= idle * 1000L);
  }

  /** The silence in milliseconds after which it was lost, as far as this connection shows. */
  long deadAtMillis() {
    return isUnasked() ? afterMillis : idle * 1000L;
  }

  /** 12, or 5.1: a tenth is as exact as the network's delays and the two clocks allow. */
  static String seconds(long millis) {
    long tenths = (millis + 50) / 100;
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
