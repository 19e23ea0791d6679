package java.net;

import java.io.FileDescriptor;
import java.nio.channels.Channel;

/**
 * The methods that woven code of the JDK calls. The class lives inside java.base (in package {@code
 * java.net}, with the boot class loader): every class of a JVM, the JDK's own included, can reach
 * it, and nothing had to be appended to the bootstrap class path, which would switch class data
 * sharing off. It refers only to types of java.base, holds one reference, and lets no exception
 * through to the application. Without an agent behind it, woven code does nothing.
 *
 * <p>{@code weave.JdkJoinPoints} names its {@code on...} methods. Their arguments are the JDK's own
 * objects, never the application's Socket: any method of that may throw, wait or lie.
 */
public final class KaAgentBridge {

  private static volatile KaAgentCalls agent;

  private KaAgentBridge() {}

  /**
   * Connects all woven code to the agent, or disconnects it.
   *
   * @param calls the agent; null for none: woven code then does nothing
   * @throws SecurityException if there is a security manager, and the caller is not the agent
   */
  public static void install(KaAgentCalls calls) {
    KaAgentNatives.checkAgent();
    agent = calls;
  }

  /** The agent, after the JDK classes that it calls are initialized; null for none. */
  static KaAgentCalls agent() {
    KaAgentCalls calls = agent;
    if (calls == null) {
      return null;
    }
    KaAgentNatives.prepare();
    return calls.guarded();
  }

  /** Woven: a SocketImpl of the JDK begins to connect. */
  public static void onConnecting(FileDescriptor fd, InetAddress remote, int port, int kind) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && fd != null) {
        calls.connecting(fd, remote, port, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a channel begins to connect. */
  public static void onConnecting(FileDescriptor fd, SocketAddress remote, int kind) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && remote instanceof InetSocketAddress) { // not to a Unix-domain socket
        InetSocketAddress peer = (InetSocketAddress) remote;
        calls.connecting(fd, peer.getAddress(), peer.getPort(), kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /**
   * Woven: a channel is asked to connect, and has not checked its state yet: a channel that is
   * connected, connecting or closed will refuse. The FileDescriptor of a closed channel keeps its
   * number, which may be another socket's by now.
   *
   * @param channel the JDK's own channel, whose isOpen is final
   */
  public static void onConnecting(
      FileDescriptor fd, SocketAddress remote, int kind, int state, Object channel) {
    if (state == 0 && ((Channel) channel).isOpen()) { // ST_UNCONNECTED, in every JDK
      onConnecting(fd, remote, kind);
    }
  }

  /** Woven: a Socket is about to connect to a target, through a SOCKS proxy if there is one. */
  public static void onCalling(SocketImpl impl, SocketAddress target) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && impl.fd != null && target instanceof InetSocketAddress) {
        calls.calling(impl.fd, (InetSocketAddress) target);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a handshake is done or, if {@code done} is false, has failed or still goes on. */
  public static void onConnected(FileDescriptor fd, boolean done) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && done && fd != null) {
        calls.connected(fd);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the same, where the woven method's result is {@code done}. */
  public static void onConnected(boolean done, FileDescriptor fd) {
    onConnected(fd, done);
  }

  /** Woven: a handshake is done. */
  public static void onConnected(FileDescriptor fd) {
    onConnected(fd, true);
  }

  /**
   * Woven: a SocketImpl of the JDK has accepted a connection.
   *
   * @param listener the descriptor that listens
   * @param accepted the new connection's SocketImpl, which has its descriptor and addresses by now
   */
  public static void onAccepted(FileDescriptor listener, SocketImpl accepted, int kind) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && accepted.fd != null) {
        calls.accepted(
            listener, accepted.fd, accepted.address, accepted.port, accepted.localport, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /**
   * Woven: a Socket gets the SocketImpl of its accepted connection. The agent knows it already,
   * unless the accept began before the JDK's SocketImpl was woven: a thread that waits in accept
   * runs on in the old code.
   */
  public static void onAcceptedSocket(SocketImpl impl, int kind) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && impl != null && impl.fd != null) {
        calls.acceptedPerhapsUnseen(impl.fd, impl.address, impl.port, impl.localport, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a channel is made for an accepted connection. */
  public static void onAccepted(FileDescriptor fd, SocketAddress remote, int kind) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && remote instanceof InetSocketAddress) {
        InetSocketAddress peer = (InetSocketAddress) remote;
        calls.accepted(null, fd, peer.getAddress(), peer.getPort(), 0, kind);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /**
   * Woven: a listening channel has looked for a connection.
   *
   * @param accepted the connection's descriptor; not valid if there was none
   */
  public static void onAccepting(FileDescriptor listener, FileDescriptor accepted) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && accepted.valid()) {
        calls.accepting(listener, accepted);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the JDK has set an option; an option that it refuses is not reported. */
  public static void onOptionSet(FileDescriptor fd, SocketOption<?> option, Object value) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && fd != null) {
        calls.optionSet(fd, option, value);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: the same, with the option's number in {@link SocketOptions}. */
  public static void onOptionSet(FileDescriptor fd, int option, Object value) {
    if (option == SocketOptions.SO_KEEPALIVE) {
      onOptionSet(fd, StandardSocketOptions.SO_KEEPALIVE, value);
    }
  }

  /** Woven: the same, where SO_KEEPALIVE is also reported by its number, and is ignored here. */
  public static void onTimingSet(FileDescriptor fd, SocketOption<?> option, Object value) {
    if (option != StandardSocketOptions.SO_KEEPALIVE) {
      onOptionSet(fd, option, value);
    }
  }

  /** Woven: a descriptor is about to be closed. */
  public static void onClosing(FileDescriptor fd) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null && fd != null) {
        calls.closing(fd);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: somebody asked for the platform's MBean server. */
  public static void onMBeanServer(Object server) {
    try {
      KaAgentCalls calls = agent();
      if (calls != null) {
        calls.mbeanServer(server);
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Woven: a recording of JDK Flight Recorder has started. */
  public static void onRecording() {
    try {
      KaAgentCalls calls = agent; // without prepare(): there may be no socket for a long time
      if (calls != null) {
        calls.guarded().recording();
      }
    } catch (Throwable t) {
      failed(t);
    }
  }

  /** Tells the agent of an exception, which the application never sees. */
  static void failed(Throwable failure) {
    try {
      agent.guarded().failed(failure);
    } catch (Throwable ignored) {
      // The agent can't be told: it is detached, or the stack or the heap is exhausted. The
      // application goes on.
    }
  }
}
