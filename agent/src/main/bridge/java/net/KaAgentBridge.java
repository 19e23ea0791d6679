package java.net;

import java.io.FileDescriptor;

/**
 * What woven code of the JDK's calls. It lives inside java.base (in package {@code java.net}, with
 * the boot class loader): every class of a JVM, the JDK's own included, can reach it, and nothing
 * had to be appended to the bootstrap class path, which would switch class data sharing off. It
 * names nothing but types of java.base, holds one reference, and lets no exception through to the
 * application. Without an agent behind it, woven code does nothing.
 *
 * <p>Its {@code on...} methods are what {@code weave.JdkJoinPoints} names. What they get is what
 * the JDK keeps itself; the application's own Socket is never among it, for it may throw, wait or
 * lie, whatever it is asked.
 */
public final class KaAgentBridge {

  private static volatile KaAgentCalls agent;

  private KaAgentBridge() {}

  /**
   * Puts the agent behind all woven code, or takes it away.
   *
   * @param calls null for none: woven code then does nothing
   * @throws SecurityException if a security manager lets only the agent do so
   */
  public static void install(KaAgentCalls calls) {
    KaAgentNatives.checkAgent();
    agent = calls;
  }

  /** The agent, once what it calls is ready; null for none. */
  static KaAgentCalls agent() {
    KaAgentCalls to = agent;
    if (to == null) {
      return null;
    }
    KaAgentNatives.prepare();
    return to.guarded();
  }

  /** Woven: a SocketImpl of the JDK's begins to connect. */
  public static void onConnecting(FileDescriptor fd, InetAddress remote, int port, int kind) {
    try {
      KaAgentCalls to = agent();
      if (to != null && fd != null) {
        to.connecting(fd, remote, port, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a channel begins to connect. */
  public static void onConnecting(FileDescriptor fd, SocketAddress remote, int kind) {
    try {
      KaAgentCalls to = agent();
      if (to != null && remote instanceof InetSocketAddress) { // not to a Unix-domain socket
        InetSocketAddress peer = (InetSocketAddress) remote;
        to.connecting(fd, peer.getAddress(), peer.getPort(), kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /**
   * Woven where a channel's state has not been looked at yet: one that is connected, connecting or
   * closed will refuse.
   */
  public static void onConnecting(FileDescriptor fd, SocketAddress remote, int kind, int state) {
    if (state == 0) { // ST_UNCONNECTED, in every JDK
      onConnecting(fd, remote, kind);
    }
  }

  /** Woven: the JDK is about to reach a target through a SOCKS proxy, if there is one. */
  public static void onCalling(SocketImpl impl, SocketAddress target) {
    try {
      KaAgentCalls to = agent();
      if (to != null && impl.fd != null && target instanceof InetSocketAddress) {
        to.calling(impl.fd, (InetSocketAddress) target);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a handshake is done, or was given up. */
  public static void onConnected(FileDescriptor fd, boolean done) {
    try {
      KaAgentCalls to = agent();
      if (to != null && done && fd != null) {
        to.connected(fd);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the same where it is what the woven method returns. */
  public static void onConnected(boolean done, FileDescriptor fd) {
    onConnected(fd, done);
  }

  /** Woven: a handshake is done. */
  public static void onConnected(FileDescriptor fd) {
    onConnected(fd, true);
  }

  /**
   * Woven: a SocketImpl of the JDK's has accepted a connection.
   *
   * @param listener the descriptor that it came in by
   * @param accepted has its descriptor and addresses by now
   */
  public static void onAccepted(FileDescriptor listener, SocketImpl accepted, int kind) {
    try {
      KaAgentCalls to = agent();
      if (to != null && accepted.fd != null) {
        to.accepted(
            listener, accepted.fd, accepted.address, accepted.port, accepted.localport, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /**
   * Woven: a Socket gets the SocketImpl of its accepted connection. It is news only where the
   * accept was entered before the JDK's SocketImpl was woven: a thread that waits in it runs on in
   * the old code.
   */
  public static void onAcceptedSocket(SocketImpl impl, int kind) {
    try {
      KaAgentCalls to = agent();
      if (to != null && impl != null && impl.fd != null) {
        to.acceptedPerhapsUnseen(impl.fd, impl.address, impl.port, impl.localport, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a channel is made of a descriptor that was accepted. */
  public static void onAccepted(FileDescriptor fd, SocketAddress remote, int kind) {
    try {
      KaAgentCalls to = agent();
      if (to != null && remote instanceof InetSocketAddress) {
        InetSocketAddress peer = (InetSocketAddress) remote;
        to.accepted(null, fd, peer.getAddress(), peer.getPort(), 0, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a listening channel waits for, or has got, a connection of that descriptor. */
  public static void onAccepting(FileDescriptor listener, FileDescriptor accepted) {
    try {
      KaAgentCalls to = agent();
      if (to != null) {
        to.accepting(listener, accepted);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the JDK has set an option; one that it refuses does not come by here. */
  public static void onOptionSet(FileDescriptor fd, SocketOption<?> option, Object value) {
    try {
      KaAgentCalls to = agent();
      if (to != null && fd != null) {
        to.optionSet(fd, option, value);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the same by the number that {@link SocketOptions} gives it. */
  public static void onOptionSet(FileDescriptor fd, int option, Object value) {
    if (option == SocketOptions.SO_KEEPALIVE) {
      onOptionSet(fd, StandardSocketOptions.SO_KEEPALIVE, value);
    }
  }

  /** Woven: the same where SO_KEEPALIVE comes by both ways, and counts by its number. */
  public static void onTimingSet(FileDescriptor fd, SocketOption<?> option, Object value) {
    if (option != StandardSocketOptions.SO_KEEPALIVE) {
      onOptionSet(fd, option, value);
    }
  }

  /** Woven: a descriptor is about to be closed. */
  public static void onClosing(FileDescriptor fd) {
    try {
      KaAgentCalls to = agent();
      if (to != null && fd != null) {
        to.closing(fd);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: somebody asked for the platform's MBean server. */
  public static void onMBeanServer(Object server) {
    try {
      KaAgentCalls to = agent();
      if (to != null) {
        to.mbeanServer(server);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a recording of JDK Flight Recorder has started. */
  public static void onRecording() {
    try {
      KaAgentCalls to = agent; // not prepared: there may be no socket for long
      if (to != null) {
        to.guarded().recording();
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** The application never sees it. */
  static void failed(Throwable failure) {
    try {
      agent.guarded().failed(failure);
    } catch (Throwable ignored) {
      // Nothing is left to tell it to: it is gone, or the stack or the heap is at its end. The
      // application goes on.
    }
  }
}
