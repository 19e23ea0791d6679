package io.github.kaagent.enforce;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * The ports that connections came in on. A connected socket does not say which end opened it: it
 * came in if its local port is one of these. 8 KiB, however many connections there are.
 */
final class ListeningPorts {

  private final AtomicIntegerArray bits = new AtomicIntegerArray(65536 / Integer.SIZE);

  void add(int port) {
    int word = port / Integer.SIZE;
    int bit = 1 << port;
    int known = bits.get(word);
    while ((known & bit) == 0 && !bits.compareAndSet(word, known, known | bit)) {
      known = bits.get(word);
    }
  }

  boolean contains(int port) {
    return port > 0 && (bits.get(port / Integer.SIZE) & (1 << port)) != 0;
  }
}
