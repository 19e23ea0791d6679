package io.github.kaagent.cli.probe;

import java.util.Arrays;
import java.util.Locale;

/** How a connection that was left silent ended. */
enum Fate {
  /** The kernel's keepalive probe was answered: the path remembers. */
  ANSWERED("answered"),

  /** Nothing answered: the path has forgotten it, and says nothing. */
  SILENT("no answer to " + KeepaliveOptions.PROBES + " probes"),

  /** Somebody answered with a reset: forgotten, and says so. */
  RESET("reset"),

  /** The other end closed it in good order: its own limit, which no keepalive changes. */
  CLOSED("closed by the other end after %s s"),

  /** Closed or reset at once: the other end wants no more connections. Says nothing of the path. */
  REFUSED("closed by the other end at once"),

  /** It could not be opened. */
  UNCONNECTED("not connected"),

  /** The other end sends something again and again, so it never was silent for that long. */
  TALKED("the other end kept sending"),

  /** It was not waited for. */
  OPEN("unknown");

  final String words; // for people, with the place of the seconds until then
  final String word = name().toLowerCase(Locale.ROOT); // in JSON, and between the two ends

  Fate(String words) {
    this.words = words;
  }

  /** Whether the connection was lost to silence. */
  boolean isDeath() {
    return this == SILENT || this == RESET || this == CLOSED;
  }

  /** The one with this word; OPEN if there is none. */
  static Fate of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElse(OPEN);
  }
}
