package io.github.kaagent.enforce;

import io.github.kaagent.options.Option;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What has to be remembered of a socket: what the application chose for it, and whom the
 * application called by it where its descriptor would tell another (a name, a SOCKS proxy). Of most
 * sockets that is nothing.
 *
 * <p>Sockets are held weakly, by identity, until they are closed, and their number is bounded:
 * beyond that one counts as a socket whose application chose nothing.
 */
final class Remembered {

  static final int MOST = 65536;

  private final ConcurrentMap<Object, Facts> facts = new ConcurrentHashMap<>();
  private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

  /**
   * How one is found when only the descriptor is at hand: one that went out by its local port, for
   * its other end may be a proxy's; one that came in by its other end, for its local port is that
   * of many.
   */
  private final ConcurrentMap<Object, Facts> connected = new ConcurrentHashMap<>();

  /** How many have called somebody and are not connected yet. */
  private final AtomicInteger connecting = new AtomicInteger();

  /** What is known of one socket. */
  static final class Facts {

    private final int[] chosen = new int[Option.COUNT];
    private volatile InetSocketAddress called;
    private volatile Object key;

    private Facts() {
      Arrays.fill(chosen, Decision.NOT_CHOSEN);
    }

    /** What the application chose for an option, or {@link Decision#NOT_CHOSEN}. */
    int chosen(Option option) {
      return chosen[option.ordinal()];
    }

    /** The other end as the application called it; null if its address will do. */
    InetSocketAddress called() {
      return called;
    }

    private boolean isConnecting() {
      return called != null && key == null;
    }
  }

  boolean isEmpty() {
    return facts.isEmpty();
  }

  private Facts of(Object socket) {
    return facts.isEmpty() ? null : facts.get(new Probe(socket));
  }

  boolean has(Object socket) {
    return of(socket) != null;
  }

  /** What the application chose, or {@link Decision#NOT_CHOSEN}. */
  int chosen(Object socket, Option option) {
    Facts known = of(socket);
    return known == null ? Decision.NOT_CHOSEN : known.chosen(option);
  }

  /** The other end as the application called it; null if its address will do. */
  InetSocketAddress called(Object socket) {
    Facts known = of(socket);
    return known == null ? null : known.called;
  }

  void choose(Object socket, Option option, int value) {
    Facts known = made(socket);
    if (known != null) {
      known.chosen[option.ordinal()] = value;
    }
  }

  void call(Object socket, InetSocketAddress peer) {
    Facts known = made(socket);
    if (known != null) {
      synchronized (known) {
        boolean before = known.isConnecting();
        known.called = peer;
        connecting.addAndGet((known.isConnecting() ? 1 : 0) - (before ? 1 : 0));
      }
    }
  }

  private Facts made(Object socket) {
    for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
      forget(facts.remove(reference));
    }
    Facts known = facts.get(new Probe(socket));
    if (known != null || facts.size() >= MOST) {
      return known;
    }
    Facts made = new Facts();
    Facts faster = facts.putIfAbsent(new Key(socket, gone), made);
    return faster != null ? faster : made;
  }

  void wentOut(Object socket, int localPort) {
    Facts known = of(socket);
    if (known != null) {
      connected(known, localPort);
    }
  }

  void cameIn(Object socket, InetAddress remote, int remotePort) {
    Facts known = of(socket);
    if (known != null) {
      connected(known, new InetSocketAddress(remote, remotePort));
    }
  }

  private void connected(Facts known, Object key) {
    synchronized (known) {
      connecting.addAndGet(known.isConnecting() ? -1 : 0);
      known.key = key;
      connected.put(key, known);
    }
  }

  /** Whether a connection may be one that is called otherwise, and is not known as that yet. */
  boolean areSomeConnecting() {
    return connecting.get() > 0;
  }

  /** What is known of the connection that went out and has this local port; null for nothing. */
  Facts ofOutgoing(int localPort) {
    return connected.get(localPort);
  }

  /** What is known of the connection that came in from there; null for nothing. */
  Facts ofIncoming(InetSocketAddress remote) {
    return connected.get(remote);
  }

  /** Forgets a socket that is closed. */
  void remove(Object socket) {
    if (!facts.isEmpty()) {
      forget(facts.remove(new Probe(socket)));
    }
  }

  private void forget(Facts known) {
    if (known != null) {
      synchronized (known) {
        connecting.addAndGet(known.isConnecting() ? -1 : 0);
        if (known.key != null) {
          connected.remove(known.key, known);
        }
        known.called = null;
      }
    }
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
