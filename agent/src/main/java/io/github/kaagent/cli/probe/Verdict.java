package io.github.kaagent.cli.probe;

/** What the path, or the other end, does to a connection that is silent. Immutable. */
final class Verdict {

  final Fate kind; // why it was lost; ANSWERED if it was not; null if that isn't known
  final int lived; // the longest silence that was survived, in seconds; 0 if none was

  /** The shortest silence that was not, in milliseconds; 0 if no loss counts. */
  final long diedMillis;

  private final Findings found;

  /** {@code finished} is false if the user stopped the search before its end. */
  Verdict(Findings found, boolean finished) {
    this.found = found;
    this.lived = found.lived;
    diedMillis = found.isSure ? found.died.deadAtMillis() : 0;
    Fate notLost = finished && found.died == null && lived > 0 ? Fate.ANSWERED : null;
    kind = found.isSure ? found.died.fate : notLost;
  }

  /** For programs: kept, silent, reset, closed; null if it isn't known. */
  String word() {
    return kind == null ? null : kind == Fate.ANSWERED ? "kept" : kind.word;
  }

  /** Whether keepalive prevents the loss. */
  boolean isForgotten() {
    return kind == Fate.SILENT || kind == Fate.RESET;
  }

  /** In words, a line or more. */
  String text() {
    long lost = found.accidents();
    String rest =
        "(not counted, for longer silences were survived: lost "
            + (lost == 1 ? "once" : lost + " times")
            + ")\n";
    return words() + "\n" + (lost == 0 ? "" : rest);
  }

  private String words() {
    String died = ProbeResult.seconds(diedMillis);
    String when = lived == 0 ? "within " + died + " s" : "between " + lived + " and " + died + " s";
    if (kind == null) {
      return (lived == 0 ? "nothing is known yet" : lived + " s of silence were survived so far")
          + (found.died == null ? "" : "; lost once after " + lost() + " s, not repeated yet");
    }
    switch (kind) {
      case ANSWERED:
        return "nothing was forgotten: " + lived + " s of silence were survived";
      case SILENT:
        return "forgotten silently " + when;
      case RESET:
        return found.died.isUnasked()
            ? "reset by somebody on the way or by the other end " + when + ", unasked"
            : "forgotten " + when + ", and reset when used";
      default:
        String own = "closed by the other end itself " + when + ": its own limit, which no\n";
        return own
            + "keepalive changes. What the path forgets later than that this port can't show;\n"
            + "one that does not close can, such as \"probe --listen PORT\" on that machine";
    }
  }

  private String lost() {
    return ProbeResult.seconds(found.died.deadAtMillis());
  }

  /** Why nothing can be said although all was tried; null if something can. */
  String whyNot() {
    if (kind != null) {
      return null;
    }
    if (found.died != null) {
      return "a connection was lost after "
          + lost()
          + " s, but only once; it could not be repeated";
    }
    if (found.first(Fate.TALKED) != null) {
      return "the other end sends something by itself all the time; no connection is ever silent";
    }
    if (found.first(Fate.REFUSED) != null) {
      return "the other end closes every connection at once";
    }
    ProbeResult unconnected = found.first(Fate.UNCONNECTED);
    return "no connection could be opened: " + (unconnected == null ? null : unconnected.why);
  }
}
