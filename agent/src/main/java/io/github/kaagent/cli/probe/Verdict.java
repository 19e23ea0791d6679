package io.github.kaagent.cli.probe;

import java.util.ArrayList;
import java.util.List;

/** What the path, or the other end, does to a connection that is silent. */
final class Verdict {

  /** Why it was lost; ANSWERED if it was not; null if that isn't known. */
  final Fate kind;

  /** The longest silence that was survived, in seconds; 0 if none was. */
  final int lived;

  /** The shortest that was not, in milliseconds; 0 if there is none that counts. */
  final long diedMillis;

  private final Findings found;
  private final Ended suspect;

  /** Draws it; finished is false if there was more to try, and somebody stopped it. */
  Verdict(Findings found, boolean finished) {
    this.found = found;
    this.lived = found.lived();
    this.suspect = found.died();
    if (found.isSure()) {
      kind = suspect.fate;
      diedMillis = suspect.deadAtMillis();
    } else {
      kind = finished && suspect == null && lived > 0 ? Fate.ANSWERED : null;
      diedMillis = 0;
    }
  }

  /** For programs: kept, silent, reset, closed; null if it isn't known. */
  String word() {
    return kind == null ? null : kind == Fate.ANSWERED ? "kept" : kind.word();
  }

  /** Whether keepalive prevents the loss. */
  boolean isForgotten() {
    return kind == Fate.SILENT || kind == Fate.RESET;
  }

  /** In words. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (kind == null) {
      lines.add(unknown());
    } else if (kind == Fate.ANSWERED) {
      lines.add("nothing was forgotten: " + lived + " s of silence were survived");
    } else if (kind == Fate.SILENT) {
      lines.add("forgotten silently " + bracket());
    } else if (kind == Fate.RESET && suspect.isUnasked()) {
      lines.add("reset by somebody on the way or by the other end " + bracket() + ", unasked");
    } else if (kind == Fate.RESET) {
      lines.add("forgotten " + bracket() + ", and reset when used");
    } else {
      lines.add("closed by the other end itself " + bracket() + ": its own limit, which no");
      lines.add("keepalive changes. What the path forgets later than that this port can't show;");
      lines.add("one that does not close can, such as \"probe --listen PORT\" on that machine");
    }
    if (found.accidents() > 0) {
      lines.add(
          "(not counted, for longer silences were survived: lost " + found.accidents() + " times)");
    }
    return lines;
  }

  /** Why nothing can be said although all was tried; null if something can. */
  String whyNot() {
    if (kind != null) {
      return null;
    }
    if (suspect != null) {
      return "a connection was lost after "
          + seconds(suspect.deadAtMillis())
          + " s, but only once; it could not be repeated";
    }
    if (found.count(Fate.TALKED) > 0) {
      return "the other end sends something by itself all the time; no connection is ever silent";
    }
    if (found.count(Fate.REFUSED) > 0) {
      return "the other end closes every connection at once";
    }
    return "no connection could be opened: " + found.firstReason(Fate.UNCONNECTED);
  }

  private String unknown() {
    String so = lived == 0 ? "nothing is known yet" : lived + " s of silence were survived so far";
    return suspect == null
        ? so
        : so + "; lost once after " + seconds(suspect.deadAtMillis()) + " s, not repeated yet";
  }

  private String bracket() {
    String died = seconds(diedMillis);
    return lived == 0 ? "within " + died + " s" : "between " + lived + " and " + died + " s";
  }

  /** 12, or 5.1: what the network's and the other end's clocks allow to be said. */
  static String seconds(long millis) {
    long tenths = (millis + 50) / 100;
    return tenths % 10 == 0 ? String.valueOf(tenths / 10) : tenths / 10 + "." + tenths % 10;
  }
}
