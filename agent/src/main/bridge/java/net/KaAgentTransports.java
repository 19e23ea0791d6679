package java.net;

/**
 * The methods that woven code of native transports calls; otherwise as {@link KaAgentBridge}. Only
 * a system call tells whether such a socket is a TCP socket, and whether it listens.
 */
public final class KaAgentTransports {

  private KaAgentTransports() {}

  /** Woven: a native transport has made the object of a socket, new or accepted. */
  public static void onMade(Object socket) {
    try {
      KaAgentCalls calls = KaAgentBridge.agent();
      if (calls != null) {
        calls.transportMade(socket);
      }
    } catch (Throwable t) {
      KaAgentBridge.failed(t);
    }
  }

  /** Woven: a native transport begins to connect. */
  public static void onConnecting(Object socket, SocketAddress remote) {
    try {
      KaAgentCalls calls = KaAgentBridge.agent();
      if (calls != null && remote instanceof InetSocketAddress) {
        calls.transportConnecting(socket, (InetSocketAddress) remote);
      }
    } catch (Throwable t) {
      KaAgentBridge.failed(t);
    }
  }

  /** Woven: a native transport has asked for the peer's address, as it does once connected. */
  public static void onConnected(Object socket) {
    try {
      KaAgentCalls calls = KaAgentBridge.agent();
      if (calls != null) {
        calls.transportConnected(socket);
      }
    } catch (Throwable t) {
      KaAgentBridge.failed(t);
    }
  }

  /** Woven: a native transport has set SO_KEEPALIVE. */
  public static void onOptionSet(Object socket, boolean value, int option) {
    onOptionSet(socket, value ? 1 : 0, option);
  }

  /**
   * Woven: a native transport has set an option.
   *
   * @param option the ordinal of the agent's {@code options.Option}
   */
  public static void onOptionSet(Object socket, int value, int option) {
    try {
      KaAgentCalls calls = KaAgentBridge.agent();
      if (calls != null) {
        calls.transportOptionSet(socket, value, option);
      }
    } catch (Throwable t) {
      KaAgentBridge.failed(t);
    }
  }

  /** Woven: a native transport is about to close a descriptor. */
  public static void onClosing(Object socket) {
    try {
      KaAgentCalls calls = KaAgentBridge.agent();
      if (calls != null) {
        calls.transportClosing(socket);
      }
    } catch (Throwable t) {
      KaAgentBridge.failed(t);
    }
  }
}
