package io.github.kaagent.enforce;

import io.github.kaagent.options.Kernel;
import java.io.FileDescriptor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has to be remembered of sockets: what the application chose, where a mode asks for it, and
 * whom it called, where a pattern does. Where no mode and no pattern asks, nothing is.
 *
 * <p>A socket is its FileDescriptor (a native transport's: its own object), never a port or an
 * address, which the kernel gives to many at a time. They are held weakly, by identity, until they
 * are closed, and their number is bounded: of one more nothing is remembered.
 */
final class Remembered {

  static final int MOST = 65536;

  private final ConcurrentMap<Key, Facts> facts = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** Differs from what it was before if something new is remembered. */
  final AtomicInteger made = new AtomicInteger();

  /** What is known of a socket, which may be {@link Facts#NONE}. */
  Facts of(Object socket) {
    Facts known = facts.isEmpty() ? null : facts.get(new Key(socket, null));
    return known == null ? Facts.NONE : known;
  }

  /** What is known of a socket, made if need be; where there is no room it is not kept. */
  Facts make(Object socket) {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      facts.remove(reference);
    }
    Facts known = facts.get(new Key(socket, null));
    if (known != null) {
      return known;
    }
    Facts fresh = new Facts();
    if (facts.size() >= MOST) {
      return fresh;
    }
    Facts faster = facts.putIfAbsent(new Key(socket, gone), fresh);
    made.incrementAndGet();
    return faster != null ? faster : fresh;
  }

  /** Forgets a socket that is closed. */
  void remove(Object socket) {
    if (!facts.isEmpty()) {
      facts.remove(new Key(socket, null));
    }
  }

  /** All that is known, by the descriptors' numbers as they are now. */
  Map<Integer, Facts> byNumber(Kernel kernel) {
    Map<Integer, Facts> all = new HashMap<>();
    for (Map.Entry<Key, Facts> entry : facts.entrySet()) {
      Object socket = entry.getKey().get();
      int number = socket == null ? -1 : number(socket, kernel);
      if (number >= 0) {
        all.put(number, entry.getValue());
      }
    }
    return all;
  }

  private static int number(Object socket, Kernel kernel) {
    try {
      return socket instanceof FileDescriptor
          ? kernel.number((FileDescriptor) socket)
          : Transports.number(socket);
    } catch (IOException ignored) {
      return -1; // A native transport's that is closed.
    }
  }

  /** A socket by identity: a class of the application's may define equals as it likes. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    /** To look one up there is no queue. */
    Key(Object socket, ReferenceQueue<Object> gone) {
      super(socket, gone);
      this.hash = System.identityHashCode(socket);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      Object socket = get();
      return this == other
          || (socket != null && other instanceof Key && ((Key) other).get() == socket);
    }
  }
}
