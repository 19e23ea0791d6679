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
 * What has to be remembered of sockets: what the application chose, if a mode needs that, and the
 * other end as it named it, if a pattern needs that. Otherwise nothing is remembered.
 *
 * <p>The key is a socket's FileDescriptor (a native transport's socket object), never a port or an
 * address, which many sockets share. Keys are held weakly, by identity, until the socket is closed,
 * and their number is bounded: of further ones nothing is remembered.
 */
final class Remembered {

  static final int MAX_SOCKETS = 65536;

  private final ConcurrentMap<Key, Facts> facts = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /** How many sockets were added so far: it changes when something new is remembered. */
  final AtomicInteger additions = new AtomicInteger();

  /** What is known of a socket; {@link Facts#NONE} if nothing is. */
  Facts of(Object socket) {
    Facts known = facts.isEmpty() ? null : facts.get(new Key(socket, null));
    return known == null ? Facts.NONE : known;
  }

  /** What is known of a socket, added if need be; if there is no room, it is not kept. */
  Facts make(Object socket) {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      facts.remove(reference);
    }
    Facts known = facts.get(new Key(socket, null));
    if (known != null) {
      return known;
    }
    Facts fresh = new Facts();
    if (facts.size() >= MAX_SOCKETS) {
      return fresh;
    }
    Facts existing = facts.putIfAbsent(new Key(socket, gone), fresh);
    additions.incrementAndGet();
    return existing != null ? existing : fresh;
  }

  /** Forgets a socket that is closed. */
  void remove(Object socket) {
    if (!facts.isEmpty()) {
      facts.remove(new Key(socket, null));
    }
  }

  /** All that is known, by the current numbers of the descriptors. */
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
      return -1; // The closed socket of a native transport.
    }
  }

  /** A socket by identity: its class may be the application's, with any equals. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    /** The queue is null in a key that is only for a look-up. */
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
