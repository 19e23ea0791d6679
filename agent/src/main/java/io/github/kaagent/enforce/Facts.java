package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.net.InetSocketAddress;
import java.util.Arrays;

/** What is remembered of one socket. */
final class Facts {

  private final int[] chosen = new int[Option.values().length];
  private volatile InetSocketAddress peer;
  private volatile Direction direction;
  private volatile int localPort;

  Facts() {
    Arrays.fill(chosen, Decision.NOT_CHOSEN);
  }

  /** What the application chose for an option, or {@link Decision#NOT_CHOSEN}. */
  synchronized int chosen(Option option) {
    return chosen[option.ordinal()];
  }

  synchronized void choose(Option option, int value) {
    chosen[option.ordinal()] = value;
  }

  /** Takes over what was chosen for a listener; its connections inherit it from the kernel. */
  void inherit(Facts listener) {
    for (Option option : Option.values()) {
      choose(option, listener.chosen(option));
    }
  }

  /** The other end as the application called it. */
  void call(InetSocketAddress target) {
    peer = target;
  }

  /** Its other end is known from now on, and which end opened it. */
  void open(Direction by, InetSocketAddress with, int port) {
    peer = with;
    localPort = port;
    direction = by; // last: it says that the others are there
  }

  /** The other end as the application called it; null if nobody has said. */
  InetSocketAddress peer() {
    return peer;
  }

  /** Null before it is open. */
  Direction direction() {
    return direction;
  }

  /** The port that it came in by; of no use for one that went out. */
  int localPort() {
    return localPort;
  }
}
