package java.net;

/**
 * The one class of ka-agent that woven code calls, and the only one that lives inside java.base (in
 * package {@code java.net}, with the boot class loader): every class of a JVM, the JDK's own
 * included, can reach it, and nothing had to be appended to the bootstrap class path, which would
 * switch class data sharing off.
 *
 * <p>It names nothing but types of java.base, holds one reference, and lets no exception through to
 * the application. The agent's side of it is a subclass in the agent's own class loader; without
 * one, woven code does nothing.
 */
public abstract class KaAgentHook {

  private static volatile KaAgentHook agent;

  /** For the agent's implementation. */
  protected KaAgentHook() {}

  /**
   * Puts the agent's implementation behind all woven code, or takes it away.
   *
   * @param implementation null for none: woven code then does nothing
   */
  public static void install(KaAgentHook implementation) {
    agent = implementation;
  }

  /**
   * Tells whether a call through this class arrives at the implementation installed, without
   * opening a socket.
   *
   * @return true if it does
   */
  public static boolean answers() {
    KaAgentHook to = agent;
    return to != null && to.alive();
  }

  /** Woven: a connect begins. */
  public static void onConnecting(Object socket, SocketAddress remote) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.connecting(socket, remote);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a handshake is done; remote is null where the woven method does not have it. */
  public static void onConnected(Object socket, SocketAddress remote) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.connected(socket, remote);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: a channel's connection came in. */
  public static void onAccepted(Object channel) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.accepted(channel);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /**
   * Woven: a Socket's connection came in. Its addresses are taken from the SocketImpl, which this
   * class may ask for being in java.net: a Socket of the application's own may not know them before
   * it has read from the connection (PROXY protocol), or may wait for a lock.
   */
  public static void onAccepted(Socket socket, SocketImpl impl) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.accepted(socket, impl.getInetAddress(), impl.getPort(), impl.getLocalPort());
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /** Woven: the application sets SO_KEEPALIVE. Returns what to set instead. */
  public static boolean onKeepAlive(Object socket, boolean on) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        return to.keepAlive(socket, on);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
    return on;
  }

  /** Woven: the application sets any socket option. Returns the value to set instead. */
  public static Object onOption(Object socket, SocketOption<?> option, Object value) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        return to.option(socket, option, value);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
    return value;
  }

  /** Woven: a socket is closed. */
  public static void onClosing(Object socket) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.closing(socket);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  /**
   * Woven: the application sets an option of a native transport's socket. Returns what to set
   * instead.
   *
   * @param option the name in the C headers: TCP_KEEPIDLE, TCP_KEEPINTVL, ...
   */
  public static int onTransportOption(Object socket, String option, int value) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        return to.transportOption(socket, option, value);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
    return value;
  }

  /** Woven: somebody asked for the platform's MBean server. */
  public static void onMBeanServer(Object server) {
    KaAgentHook to = agent;
    if (to != null) {
      try {
        to.mbeanServer(server);
      } catch (Throwable t) {
        failed(to, t);
      }
    }
  }

  private static void failed(KaAgentHook to, Throwable failure) {
    try {
      to.failed(failure);
    } catch (Throwable evenThat) {
      // Nothing is left to tell it to: the stack or the heap is at its end. The application goes
      // on.
    }
  }

  protected abstract boolean alive();

  protected abstract void connecting(Object socket, SocketAddress remote) throws Exception;

  protected abstract void connected(Object socket, SocketAddress remote) throws Exception;

  protected abstract void accepted(Object channel) throws Exception;

  protected abstract void accepted(Socket socket, InetAddress remote, int remotePort, int localPort)
      throws Exception;

  protected abstract boolean keepAlive(Object socket, boolean on) throws Exception;

  protected abstract Object option(Object socket, SocketOption<?> option, Object value)
      throws Exception;

  protected abstract void closing(Object socket) throws Exception;

  protected abstract int transportOption(Object socket, String option, int value) throws Exception;

  protected abstract void mbeanServer(Object server) throws Exception;

  protected abstract void failed(Throwable failure);
}
