package io.github.kaagent.weave;

/**
 * A method of the JDK's that the agent takes part in: where it is, what is woven in, and which JDKs
 * have it. {@link #TABLE} is all of them.
 *
 * <p>Tried on 8, 11, 17, 21, 25 and 27. Only where a class, method and descriptor match exactly is
 * anything woven, so a row that a JDK does not have costs nothing there.
 */
final class JoinPoint {

  private static final int FIRST = 8;
  private static final int ANY = Integer.MAX_VALUE;

  private static final String SOCKET = WovenClasses.SOCKET;
  private static final String SOCKETS = WovenClasses.SOCKETS;
  private static final String CHANNEL = WovenClasses.CHANNEL;
  private static final String ASYNC = WovenClasses.ASYNC;
  private static final String ASYNC_ON_UNIX = WovenClasses.ASYNC_ON_UNIX;
  private static final String MANAGEMENT = WovenClasses.MANAGEMENT;

  /*
   * Options are set on entry to connect: a SOCKS handshake runs inside it. An accept is taken where
   * the accepted Socket gets its connection, not in ServerSocket.implAccept: a thread that is blocked
   * in there while the agent is attached runs on in the old bytecode, but calls these.
   */
  static final JoinPoint[] TABLE = {
    new JoinPoint(SOCKET, "connect", "(Ljava/net/SocketAddress;I)V", "Connect", FIRST, ANY),
    new JoinPoint(SOCKET, "postAccept", "()V", "AcceptSocket", FIRST, 20),
    new JoinPoint(SOCKET, "setConnectedImpl", "(Ljava/net/SocketImpl;)V", "AcceptSocket", 21, ANY),
    // Called in place of setConnectedImpl for a SocketImpl of the application's own.
    new JoinPoint(SOCKET, "setConnected", "()V", "AcceptSocket", 21, ANY),
    new JoinPoint(SOCKET, "setKeepAlive", "(Z)V", "SetKeepAlive", FIRST, ANY),
    new JoinPoint(
        SOCKET,
        "setOption",
        "(Ljava/net/SocketOption;Ljava/lang/Object;)Ljava/net/Socket;",
        "SetOption",
        9,
        ANY),
    // From 9 on it calls Socket.setOption.
    new JoinPoint(
        SOCKETS,
        "setOption",
        "(Ljava/net/Socket;Ljava/net/SocketOption;Ljava/lang/Object;)V",
        "SetSocketsOption",
        FIRST,
        8),
    new JoinPoint(CHANNEL, "connect", "(Ljava/net/SocketAddress;)Z", "TryConnect", FIRST, ANY),
    // channel.socket().connect(...), which does not reach connect any more.
    new JoinPoint(CHANNEL, "blockingConnect", "(Ljava/net/SocketAddress;J)V", "Connect", 17, ANY),
    new JoinPoint(CHANNEL, "finishConnect", "()Z", "FinishConnect", FIRST, ANY),
    new JoinPoint(
        CHANNEL,
        "<init>",
        "(Ljava/nio/channels/spi/SelectorProvider;Ljava/io/FileDescriptor;"
            + "Ljava/net/InetSocketAddress;)V",
        "Accept",
        FIRST,
        15),
    new JoinPoint(
        CHANNEL,
        "<init>",
        "(Ljava/nio/channels/spi/SelectorProvider;Ljava/net/ProtocolFamily;Ljava/io/FileDescriptor;"
            + "Ljava/net/SocketAddress;)V",
        "Accept",
        16,
        ANY),
    new JoinPoint(
        CHANNEL,
        "setOption",
        "(Ljava/net/SocketOption;Ljava/lang/Object;)Ljava/nio/channels/SocketChannel;",
        "SetOption",
        FIRST,
        ANY),
    new JoinPoint(
        ASYNC,
        "connect",
        "(Ljava/net/SocketAddress;)Ljava/util/concurrent/Future;",
        "BeginConnect",
        FIRST,
        ANY),
    new JoinPoint(
        ASYNC,
        "connect",
        "(Ljava/net/SocketAddress;Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V",
        "BeginConnect",
        FIRST,
        ANY),
    new JoinPoint(
        ASYNC,
        "<init>",
        "(Lsun/nio/ch/AsynchronousChannelGroupImpl;Ljava/io/FileDescriptor;"
            + "Ljava/net/InetSocketAddress;)V",
        "Accept",
        FIRST,
        ANY),
    new JoinPoint(
        ASYNC,
        "setOption",
        "(Ljava/net/SocketOption;Ljava/lang/Object;)Ljava/nio/channels/AsynchronousSocketChannel;",
        "SetOption",
        FIRST,
        ANY),
    new JoinPoint(ASYNC_ON_UNIX, "setConnected", "()V", "FinishBackgroundConnect", FIRST, ANY),
    new JoinPoint(SOCKET, "close", "()V", "Close", FIRST, ANY),
    new JoinPoint(CHANNEL, "implCloseSelectableChannel", "()V", "Close", FIRST, ANY),
    new JoinPoint(ASYNC, "close", "()V", "Close", FIRST, ANY),
    new JoinPoint(
        MANAGEMENT,
        "getPlatformMBeanServer",
        "()Ljavax/management/MBeanServer;",
        "MBeanServer",
        FIRST,
        ANY),
  };

  final String className;
  final String method;
  final String descriptor;

  /** The class in {@link Advices}, by name: a reference would load it at start-up. */
  final String advice;

  private final int firstFeature;
  private final int lastFeature;

  /** One of an application's class, which no JDK is expected to have. */
  JoinPoint(String className, String method, String descriptor, String advice) {
    this(className, method, descriptor, advice, ANY, FIRST);
  }

  private JoinPoint(
      String className,
      String method,
      String descriptor,
      String advice,
      int firstFeature,
      int lastFeature) {
    this.className = className;
    this.method = method;
    this.descriptor = descriptor;
    this.advice = advice;
    this.firstFeature = firstFeature;
    this.lastFeature = lastFeature;
  }

  /** Whether the JDK of that feature version ought to have this method. */
  boolean isExpectedIn(int feature) {
    return firstFeature <= feature && feature <= lastFeature;
  }

  @Override
  public String toString() {
    return className.replace('/', '.') + "." + method + descriptor;
  }
}
