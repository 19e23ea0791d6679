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

  /** The facts of a socket of which nothing is remembered; nobody writes to them. */
  static final Facts NONE = new Facts();

  /** The other end as the application named it; null if it is not known. */
  volatile InetSocketAddress peer;

  /** Which end opened it; null before it is open. */
  volatile Direction direction;

  /** The listening port of an accepted connection; without meaning for an outgoing one. */
  volatile int localPort;

  /** What the application chose, by Option.ordinal(); each choice replaces the array. */
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

  /** Takes over what was chosen for the listener: the kernel hands it on to its connections. */
  synchronized void inherit(Facts listener) {
    chosen = listener.chosen;
  }

  /** Notes the other end, and which end opened the connection. */
  void open(Direction openedBy, InetSocketAddress remote, int port) {
    peer = remote;
    localPort = port;
    direction = openedBy; // last: once it is there, the others are
  }
}
