package io.github.kaagent.cli.probe;

import java.util.Locale;

/** How a connection that was left silent ended. */
enum Fate {
  /** The kernel's keepalive probe was answered: the path remembers. */
  ANSWERED,

  /** Nothing answered: the path has forgotten it, and says nothing. */
  SILENT,

  /** Somebody answered with a reset: forgotten, and says so. */
  RESET,

  /** The other end closed it in good order: its own limit, which no keepalive changes. */
  CLOSED,

  /** Closed or reset at once: the other end wants no more connections. Says nothing of the path. */
  REFUSED,

  /** It could not be opened. */
  UNCONNECTED,

  /** The other end sends something again and again, so it never was silent for that long. */
  TALKED,

  /** It was not waited for. */
  OPEN;

  /** Whether the connection was lost to silence. */
  boolean isDeath() {
    return this == SILENT || this == RESET || this == CLOSED;
  }

  /** In JSON, and between the two ends. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one with this word; OPEN if there is none. */
  static Fate of(String word) {
    for (Fate fate : values()) {
      if (fate.word().equals(word)) {
        return fate;
      }
    }
    return OPEN;
  }
}
