package io.github.kaagent.cli.probe;

import java.util.Arrays;
import java.util.Locale;

/** How a connection that was left silent ended. */
enum Fate {
  /** The kernel's keepalive probe was answered: the path still knows the connection. */
  ANSWERED("answered"),

  /** No probe was answered: the path has forgotten the connection, and drops its packets. */
  SILENT("no answer to " + KeepaliveOptions.PROBES + " probes"),

  /** Somebody sent a reset: the path has forgotten the connection, and says so. */
  RESET("reset"),

  /** The other end closed it (FIN): its own limit, which no keepalive changes. */
  CLOSED("closed by the other end after %s s"),

  /** Closed or reset at once: the other end wants no connection. It says nothing of the path. */
  REFUSED("closed by the other end at once"),

  /** It could not be opened. */
  UNCONNECTED("not connected"),

  /** The other end kept sending, so the connection was never silent for that long. */
  TALKED("the other end kept sending"),

  /** Not known, because nobody waited for the end. */
  OPEN("unknown");

  final String words; // for people; %s stands for the seconds until the end
  final String word = name().toLowerCase(Locale.ROOT); // in JSON, and in a listener's answer

  Fate(String words) {
    this.words = words;
  }

  /** Whether the connection was lost to silence. */
  boolean isDeath() {
    return this == SILENT || this == RESET || this == CLOSED;
  }

  /** The fate with this word; OPEN if there is none. */
  static Fate of(String word) {
    return Arrays.stream(values()).filter(fate -> fate.word.equals(word)).findFirst().orElse(OPEN);
  }
}
