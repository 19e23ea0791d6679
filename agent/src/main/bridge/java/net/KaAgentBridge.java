package java.net;

import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;

/**
 * The one class of ka-agent that woven code calls. It lives inside java.base (in package {@code
 * java.net}, with the boot class loader): every class of a JVM, the JDK's own included, can reach
 * it, and nothing had to be appended to the bootstrap class path, which would switch class data
 * sharing off.
 *
 * <p>It names nothing but types of java.base, holds one reference, and lets no exception through to
 * the application. The agent's side of it is a subclass in the agent's own class loader; without
 * one, woven code does nothing.
 *
 * <p>Its {@code on...} methods are what {@code weave.JoinPoint.TABLE} names. What they get is what
 * the JDK keeps itself; the application's own Socket is never among it, for it may throw, wait or
 * lie, whatever it is asked.
 */
public abstract class KaAgentBridge {

  private static volatile KaAgentBridge agent;
  private static volatile boolean prepared;

  /** For the agent's side. */
  protected KaAgentBridge() {}

  /**
   * Puts the agent's side behind all woven code, or takes it away.
   *
   * @param side null for none: woven code then does nothing
   * @throws SecurityException if a security manager lets only the agent do so
   */
  public static void install(KaAgentBridge side) {
    checkAgent();
    agent = side;
  }

  /**
   * Whether a call through this class arrives at the side installed, told without a socket.
   *
   * @return true if it does
   */
  public static boolean answers() {
    KaAgentBridge to = agent;
    return to != null && to.alive();
  }

  /** The agent's side, once what it calls is ready. */
  private static KaAgentBridge agent() {
    KaAgentBridge to = agent;
    if (to != null && !prepared) {
      prepare();
    }
    return to;
  }

  /**
   * Initializes the classes whose natives the agent calls: they load libraries. With the agent's
   * classes below them on the stack, another agent that grants these nothing would make them fail;
   * and a class that has failed once fails the application for good. So it is done from here, or
   * before main.
   */
  public static void prepare() {
    for (String name : new String[] {"Net", "IOUtil", "FileKey"}) {
      try {
        Class.forName("sun.nio.ch." + name, true, null);
      } catch (Throwable ignored) {
        // The natives say so themselves when they are called.
      }
    }
    prepared = true; // Last: another thread would go on without.
  }

  /**
   * Gives sun.nio.ch.Net's natives, by a hidden nestmate of that class (JEP 371), which calls them
   * straight: a {@code Method.invoke} would make method handles on 18 and later (JEP 416), 0.2 to
   * 0.4 of a JVM's start. It must be made in here: a lookup from outside java.base may not.
   *
   * @param classFile that of sun.nio.ch.KaAgentNet, which {@link KaAgentNatives#offer offers}
   *     itself
   * @throws IllegalAccessException if this JDK's modules forbid it
   * @throws LinkageError if this JDK's Net is another than those of 15 to 27; before 15 there are
   *     no hidden classes
   */
  public static KaAgentNatives natives(byte[] classFile)
      throws ClassNotFoundException, IllegalAccessException {
    checkAgent();
    if (KaAgentNatives.offered() == null) {
      MethodHandles.privateLookupIn(
              Class.forName("sun.nio.ch.Net", false, null), MethodHandles.lookup())
          .defineHiddenClass(classFile, true, MethodHandles.Lookup.ClassOption.NESTMATE);
    }
    return KaAgentNatives.offered();
  }

  /** The agent's class loader grants its classes everything; an application's policy does not. */
  @SuppressWarnings({"deprecation", "removal"}) // not so on 8 to 16
  private static void checkAgent() {
    SecurityManager manager = System.getSecurityManager();
    if (manager != null) {
      manager.checkPermission(new RuntimePermission("io.github.kaagent"));
    }
  }

  /** Woven: a SocketImpl of the JDK's begins to connect. */
  public static void onConnecting(FileDescriptor fd, InetAddress remote, int port, int kind) {
    KaAgentBridge to = agent();
    if (to != null && fd != null) {
      try {
        to.connecting(fd, remote, port, kind);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a channel begins to connect. */
  public static void onConnecting(FileDescriptor fd, SocketAddress remote, int kind) {
    KaAgentBridge to = agent();
    if (to != null && remote instanceof InetSocketAddress) { // not to a Unix-domain socket
      try {
        InetSocketAddress peer = (InetSocketAddress) remote;
        to.connecting(fd, peer.getAddress(), peer.getPort(), kind);
      } catch (Throwable t) {
        failed(to, t);
      }
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
    KaAgentBridge to = agent();
    if (to != null && impl.fd != null && target instanceof InetSocketAddress) {
      try {
        to.calling(impl.fd, (InetSocketAddress) target);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a handshake is done, or was given up. */
  public static void onConnected(FileDescriptor fd, boolean done) {
    KaAgentBridge to = agent();
    if (to != null && done && fd != null) {
      try {
        to.connected(fd);
      } catch (Throwable t) {
        failed(to, t);
      }
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
    KaAgentBridge to = agent();
    if (to != null && accepted.fd != null) {
      try {
        to.accepted(
            listener, accepted.fd, accepted.address, accepted.port, accepted.localport, kind);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /**
   * Woven: a Socket gets the SocketImpl of its accepted connection. Only news where the accept was
   * entered before the JDK's SocketImpl was woven: a thread that waits in it runs on in the old
   * code.
   */
  public static void onAcceptedSocket(SocketImpl impl, int kind) {
    KaAgentBridge to = agent();
    if (to != null && impl != null && impl.fd != null) {
      try {
        to.acceptedPerhapsUnseen(impl.fd, impl.address, impl.port, impl.localport, kind);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a channel is made of a descriptor that was accepted. */
  public static void onAccepted(FileDescriptor fd, SocketAddress remote, int kind) {
    KaAgentBridge to = agent();
    if (to != null && remote instanceof InetSocketAddress) {
      try {
        InetSocketAddress peer = (InetSocketAddress) remote;
        to.accepted(null, fd, peer.getAddress(), peer.getPort(), 0, kind);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a listening channel waits for, or has got, a connection of that descriptor. */
  public static void onAccepting(FileDescriptor listener, FileDescriptor accepted) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.accepting(listener, accepted);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: the JDK has set an option; one that it refuses does not come by here. */
  public static void onOptionSet(FileDescriptor fd, SocketOption<?> option, Object value) {
    KaAgentBridge to = agent();
    if (to != null && fd != null) {
      try {
        to.optionSet(fd, option, value);
      } catch (Throwable t) {
        failed(to, t);
      }
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
    KaAgentBridge to = agent();
    if (to != null && fd != null) {
      try {
        to.closing(fd);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a native transport has made a socket of a descriptor, new or accepted. */
  public static void onTransport(Object socket) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.transportMade(socket);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a native transport begins to connect. */
  public static void onTransportConnecting(Object socket, SocketAddress remote) {
    KaAgentBridge to = agent();
    if (to != null && remote instanceof InetSocketAddress) {
      try {
        to.transportConnecting(socket, (InetSocketAddress) remote);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a native transport has asked for the peer's address: it does when it is connected. */
  public static void onTransportConnected(Object socket) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.transportConnected(socket);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a native transport has set SO_KEEPALIVE. */
  public static void onTransportOptionSet(Object socket, boolean value, int option) {
    onTransportOptionSet(socket, value ? 1 : 0, option);
  }

  /**
   * Woven: a native transport has set an option.
   *
   * @param option the ordinal of the agent's {@code options.Option}
   */
  public static void onTransportOptionSet(Object socket, int value, int option) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.transportOptionSet(socket, value, option);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a native transport is about to close a descriptor. */
  public static void onTransportClosing(Object socket) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.transportClosing(socket);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: somebody asked for the platform's MBean server. */
  public static void onMBeanServer(Object server) {
    KaAgentBridge to = agent();
    if (to != null) {
      try {
        to.mbeanServer(server);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a recording of JDK Flight Recorder has started. */
  public static void onRecording() {
    KaAgentBridge to = agent; // not prepared: there may be no socket for long
    if (to != null) {
      try {
        to.recording();
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  private static void failed(KaAgentBridge to, Throwable failure) {
    try {
      to.failed(failure);
    } catch (Throwable ignored) {
      // Nothing is left to tell it to: the stack or the heap is at its end. The application goes
      // on.
    }
  }

  protected abstract boolean alive();

  protected abstract void connecting(FileDescriptor fd, InetAddress remote, int port, int kind)
      throws Exception;

  protected abstract void calling(FileDescriptor fd, InetSocketAddress target) throws Exception;

  protected abstract void connected(FileDescriptor fd) throws Exception;

  protected abstract void accepting(FileDescriptor listener, FileDescriptor accepted)
      throws Exception;

  /** Listener may be null; localPort is 0 where it is not known. */
  protected abstract void accepted(
      FileDescriptor listener,
      FileDescriptor fd,
      InetAddress remote,
      int remotePort,
      int localPort,
      int kind)
      throws Exception;

  protected abstract void acceptedPerhapsUnseen(
      FileDescriptor fd, InetAddress remote, int remotePort, int localPort, int kind)
      throws Exception;

  protected abstract void optionSet(FileDescriptor fd, SocketOption<?> option, Object value)
      throws Exception;

  protected abstract void closing(FileDescriptor fd) throws Exception;

  protected abstract void transportMade(Object socket) throws Exception;

  protected abstract void transportConnecting(Object socket, InetSocketAddress remote)
      throws Exception;

  protected abstract void transportConnected(Object socket) throws Exception;

  protected abstract void transportOptionSet(Object socket, int value, int option) throws Exception;

  protected abstract void transportClosing(Object socket) throws Exception;

  protected abstract void mbeanServer(Object server) throws Exception;

  protected abstract void recording();

  protected abstract void failed(Throwable failure);
}
