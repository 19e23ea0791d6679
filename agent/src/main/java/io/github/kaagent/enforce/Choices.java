package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the application chose for its sockets, for modes {@code cap} and {@code default}, which need
 * to know; no other mode puts anything in here. Sockets are held weakly, by identity, and their
 * number is bounded: beyond that a socket counts as one whose application chose nothing.
 */
final class Choices {

  private static final int MOST = 65536;
  private static final int OPTIONS = Option.values().length;

  private final ConcurrentMap<Object, int[]> chosen = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  void put(Object socket, Option option, int value) {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      chosen.remove(reference);
    }
    int[] values = chosen.get(new Probe(socket));
    if (values == null) {
      if (chosen.size() >= MOST) {
        return;
      }
      values = new int[OPTIONS];
      Arrays.fill(values, Decision.NOT_CHOSEN);
      int[] known = chosen.putIfAbsent(new Key(socket, gone), values);
      values = known != null ? known : values;
    }
    values[option.ordinal()] = value;
  }

  int get(Object socket, Option option) {
    if (chosen.isEmpty()) {
      return Decision.NOT_CHOSEN;
    }
    int[] values = chosen.get(new Probe(socket));
    return values == null ? Decision.NOT_CHOSEN : values[option.ordinal()];
  }

  /** Whether the application chose anything for a socket. */
  boolean has(Object socket) {
    return !chosen.isEmpty() && chosen.containsKey(new Probe(socket));
  }

  /** Forgets a socket that is closed. */
  void remove(Object socket) {
    if (!chosen.isEmpty()) {
      chosen.remove(new Probe(socket));
    }
  }

  /**
   * What the application chose for the socket that is connected so, of which only the descriptor is
   * at hand.
   *
   * @return by {@link Option#ordinal()}; null if it chose nothing
   */
  int[] of(InetSocketAddress local, InetSocketAddress remote) {
    for (Map.Entry<Object, int[]> entry : chosen.entrySet()) {
      Object socket = ((Key) entry.getKey()).get();
      if (socket != null && Connection.of(socket).connects(socket, local, remote)) {
        return entry.getValue();
      }
    }
    return null;
  }

  /** A socket by identity: a class of the application's may define equals as it likes. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

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
      return this == other || (other instanceof Probe && ((Probe) other).socket == get());
    }
  }

  /** What a key is looked up with. */
  private static final class Probe {
    private final Object socket;

    Probe(Object socket) {
      this.socket = socket;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(socket);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key && ((Key) other).get() == socket;
    }
  }
}
