package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** What is remembered of one socket. */
final class Facts {

  private static final int[] NO_CHOICE = new int[Option.values().length];

  static {
    Arrays.fill(NO_CHOICE, Decision.NOT_CHOSEN);
  }

  /** Those of a socket of which nothing is remembered; nobody writes to them. */
  static final Facts NONE = new Facts();

  /** The other end as the application called it; null if nobody has said. */
  volatile InetSocketAddress peer;

  /** Which end opened it; null before it is open. */
  volatile Direction direction;

  /** The port that it came in by; of no use for one that went out. */
  volatile int localPort;

  /** What the application chose, by option; another array after each choice. */
  private volatile int[] chosen = NO_CHOICE;

  /** What the application chose for an option, or {@link Decision#NOT_CHOSEN}. */
  int chosen(Option option) {
    return chosen[option.ordinal()];
  }

  synchronized void choose(Option option, int value) {
    int[] all = chosen.clone();
    all[option.ordinal()] = value;
    chosen = all;
  }

  /** Takes over what was chosen for a listener; its connections inherit it from the kernel. */
  synchronized void inherit(Facts listener) {
    chosen = listener.chosen;
  }

  /** Its other end is known from now on, and which end opened it. */
  void open(Direction by, InetSocketAddress with, int port) {
    peer = with;
    localPort = port;
    direction = by; // last: it says that the others are there
  }
}
