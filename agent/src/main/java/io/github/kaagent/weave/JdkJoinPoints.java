package io.github.kaagent.weave;

import static io.github.kaagent.weave.JoinPoint.in;
import static io.github.kaagent.weave.Operand.argument;
import static io.github.kaagent.weave.Operand.constant;
import static io.github.kaagent.weave.Operand.field;
import static io.github.kaagent.weave.Operand.result;
import static io.github.kaagent.weave.Operand.self;

import io.github.kaagent.bridge.Kind;

/**
 * The join points of the JDK. They lie in its own SocketImpls and channels, below all code of the
 * application, whose subclasses of Socket may override any method. Options are set when a connect
 * begins, since a SOCKS handshake runs inside the connect.
 *
 * <p>Tested on 8, 11, 17, 21, 25 and 27.
 */
final class JdkJoinPoints {

  private static final String IMPL = "Ljava/net/SocketImpl;";
  private static final String ADDRESS = "Ljava/net/SocketAddress;";
  private static final String INET_ADDRESS = "Ljava/net/InetSocketAddress;";
  private static final String OPTION = "Ljava/net/SocketOption;Ljava/lang/Object;";
  private static final String FD = "Ljava/io/FileDescriptor;";

  private static final String NIO_IMPL = "sun/nio/ch/NioSocketImpl";
  private static final String PLAIN_IMPL = "java/net/AbstractPlainSocketImpl";
  private static final String SOCKS = "java/net/SocksSocketImpl";
  private static final String CHANNEL = "sun/nio/ch/SocketChannelImpl";
  private static final String SERVER_CHANNEL = "sun/nio/ch/ServerSocketChannelImpl";
  private static final String ASYNC = "sun/nio/ch/AsynchronousSocketChannelImpl";
  private static final String ASYNC_ON_UNIX = "sun/nio/ch/UnixAsynchronousSocketChannelImpl";
  private static final String ASYNC_SERVER = "sun/nio/ch/UnixAsynchronousServerSocketChannelImpl";

  private static final Operand FD_OF_IMPL = field("java/net/SocketImpl", "fd", FD);
  private static final Operand FD_OF_CHANNEL = field(CHANNEL, "fd", FD);
  private static final Operand FD_OF_ASYNC = field(ASYNC, "fd", FD);
  private static final Operand STATE_OF_ASYNC = field(ASYNC, "state", "I");
  private static final Operand A_SOCKET = constant(Kind.SOCKET.ordinal());
  private static final Operand A_CHANNEL = constant(Kind.CHANNEL.ordinal());
  private static final Operand ASYNCHRONOUS = constant(Kind.ASYNCHRONOUS.ordinal());

  static final JoinPoint[] ALL = {
    // java.net.Socket from 13 on (JEP 353); SocketImpls for SOCKS and HTTP proxies delegate to it.
    in(NIO_IMPL, "beginConnect", "(Ljava/net/InetAddress;I)" + FD)
        .since(13)
        .beforeReturn("onConnecting", result(), argument(0), argument(1), A_SOCKET),
    in(NIO_IMPL, "endConnect", "(" + FD + "Z)V")
        .since(13)
        .beforeReturn("onConnected", argument(0), argument(1)),
    in(NIO_IMPL, "accept", "(" + IMPL + ")V")
        .since(13)
        .beforeReturn("onAccepted", FD_OF_IMPL, argument(0), A_SOCKET),
    // java.net.Socket until 12, and until 17 with -Djdk.net.usePlainSocketImpl.
    in(PLAIN_IMPL, "doConnect", "(Ljava/net/InetAddress;II)V")
        .until(17)
        .onEntry("onConnecting", FD_OF_IMPL, argument(0), argument(1), A_SOCKET),
    in(PLAIN_IMPL, "doConnect", "(Ljava/net/InetAddress;II)V")
        .until(17)
        .beforeReturn("onConnected", FD_OF_IMPL),
    in(PLAIN_IMPL, "accept", "(" + IMPL + ")V")
        .until(17)
        .beforeReturn("onAccepted", FD_OF_IMPL, argument(0), A_SOCKET),
    in(PLAIN_IMPL, "setOption", "(ILjava/lang/Object;)V")
        .until(17)
        .beforeReturn("onOptionSet", FD_OF_IMPL, argument(0), argument(1)),
    in(PLAIN_IMPL, "close", "()V").until(17).onEntry("onClosing", FD_OF_IMPL),
    in("java/net/PlainSocketImpl", "setOption", "(" + OPTION + ")V")
        .until(12)
        .beforeReturn("onTimingSet", FD_OF_IMPL, argument(0), argument(1)),
    in(PLAIN_IMPL, "setOption", "(" + OPTION + ")V")
        .since(13)
        .until(17)
        .beforeReturn("onTimingSet", FD_OF_IMPL, argument(0), argument(1)),
    // The application's target: with a SOCKS proxy, the descriptor's other end is only the proxy.
    in(SOCKS, "connect", "(" + ADDRESS + "I)V")
        .until(12)
        .ifRules()
        .onEntry("onCalling", self().as(IMPL), argument(0)),
    in(SOCKS, "connect", "(" + ADDRESS + "I)V")
        .since(13)
        .ifRules()
        .onEntry(
            "onCalling", field("java/net/DelegatingSocketImpl", "delegate", IMPL), argument(0)),
    // A thread that waits in accept while the agent is attached runs on in the old code, and then
    // calls one of these. Not woven at a start, where they would be a tenth of what is woven.
    in("java/net/Socket", "postAccept", "()V")
        .until(20)
        .ifLoadedBefore()
        .beforeReturn("onAcceptedSocket", field("java/net/Socket", "impl", IMPL), A_SOCKET),
    in("java/net/Socket", "setConnectedImpl", "(" + IMPL + ")V")
        .since(21)
        .ifLoadedBefore()
        .beforeReturn("onAcceptedSocket", argument(0), A_SOCKET),

    // SocketChannel, and channel.socket().
    in(CHANNEL, "connect", "(" + ADDRESS + ")Z")
        .until(8)
        .onEntry(
            "onConnecting",
            FD_OF_CHANNEL,
            argument(0),
            A_CHANNEL,
            field(CHANNEL, "state", "I"),
            self()),
    in(CHANNEL, "connect", "(" + ADDRESS + ")Z")
        .until(8)
        .beforeReturn("onConnected", result(), FD_OF_CHANNEL),
    in(CHANNEL, "finishConnect", "()Z")
        .until(8)
        .beforeReturn("onConnected", result(), FD_OF_CHANNEL),
    in(CHANNEL, "beginConnect", "(Z" + INET_ADDRESS + ")V")
        .since(9)
        .until(15)
        .beforeReturn("onConnecting", FD_OF_CHANNEL, argument(1).as(ADDRESS), A_CHANNEL),
    in(CHANNEL, "beginConnect", "(Z" + ADDRESS + ")V")
        .since(16)
        .beforeReturn("onConnecting", FD_OF_CHANNEL, argument(1), A_CHANNEL),
    in(CHANNEL, "endConnect", "(ZZ)V")
        .since(9)
        .beforeReturn("onConnected", FD_OF_CHANNEL, argument(1)),
    in(CHANNEL, "endFinishConnect", "(ZZ)V")
        .since(9)
        .beforeReturn("onConnected", FD_OF_CHANNEL, argument(1)),
    in(CHANNEL, "<init>", "(Ljava/nio/channels/spi/SelectorProvider;" + FD + INET_ADDRESS + ")V")
        .until(15)
        .beforeReturn("onAccepted", argument(1), argument(2).as(ADDRESS), A_CHANNEL),
    in(
            CHANNEL,
            "<init>",
            "(Ljava/nio/channels/spi/SelectorProvider;Ljava/net/ProtocolFamily;"
                + FD
                + ADDRESS
                + ")V")
        .since(16)
        .beforeReturn("onAccepted", argument(2), argument(3), A_CHANNEL),
    in(SERVER_CHANNEL, "accept", "(" + FD + FD + "[" + INET_ADDRESS + ")I")
        .until(15)
        .ifChoices()
        .beforeReturn("onAccepting", argument(0), argument(1)),
    in(SERVER_CHANNEL, "finishAccept", "(" + FD + ADDRESS + ")Ljava/nio/channels/SocketChannel;")
        .since(16)
        .ifChoices()
        .onEntry("onAccepting", field(SERVER_CHANNEL, "fd", FD), argument(0)),

    // AsynchronousSocketChannel; its connects and its constructor are the same on every platform.
    in(ASYNC, "connect", "(" + ADDRESS + ")Ljava/util/concurrent/Future;")
        .onEntry("onConnecting", FD_OF_ASYNC, argument(0), ASYNCHRONOUS, STATE_OF_ASYNC, self()),
    in(
            ASYNC,
            "connect",
            "(" + ADDRESS + "Ljava/lang/Object;Ljava/nio/channels/CompletionHandler;)V")
        .onEntry("onConnecting", FD_OF_ASYNC, argument(0), ASYNCHRONOUS, STATE_OF_ASYNC, self()),
    in(ASYNC_ON_UNIX, "setConnected", "()V").beforeReturn("onConnected", FD_OF_ASYNC),
    in(ASYNC, "<init>", "(Lsun/nio/ch/AsynchronousChannelGroupImpl;" + FD + INET_ADDRESS + ")V")
        .beforeReturn("onAccepted", argument(1), argument(2).as(ADDRESS), ASYNCHRONOUS),
    in(
            ASYNC_SERVER,
            "finishAccept",
            "("
                + FD
                + INET_ADDRESS
                + "Ljava/security/AccessControlContext;)"
                + "Ljava/nio/channels/AsynchronousSocketChannel;")
        .until(23)
        .ifChoices()
        .onEntry(
            "onAccepting",
            field("sun/nio/ch/AsynchronousServerSocketChannelImpl", "fd", FD),
            argument(0)),
    in(
            ASYNC_SERVER,
            "finishAccept",
            "(" + FD + INET_ADDRESS + ")Ljava/nio/channels/AsynchronousSocketChannel;")
        .since(24)
        .ifChoices()
        .onEntry(
            "onAccepting",
            field("sun/nio/ch/AsynchronousServerSocketChannelImpl", "fd", FD),
            argument(0)),

    // Setting an option, and close, of all channels; from 13 on of java.net.Socket, too.
    in("sun/nio/ch/Net", "setSocketOption", "(" + FD + "Ljava/net/ProtocolFamily;" + OPTION + ")V")
        .beforeReturn("onOptionSet", argument(0), argument(2), argument(3)),
    in("sun/nio/ch/SocketDispatcher", "close", "(" + FD + ")V")
        .until(20)
        .onEntry("onClosing", argument(0)),
    in("sun/nio/ch/UnixDispatcher", "close", "(" + FD + ")V")
        .since(21)
        .onEntry("onClosing", argument(0)),

    // The agent touches JMX only after somebody else has: application servers bring their own.
    in(
            "java/lang/management/ManagementFactory",
            "getPlatformMBeanServer",
            "()Ljavax/management/MBeanServer;")
        .beforeReturn("onMBeanServer", result().as("Ljava/lang/Object;")),

    // The agent touches Flight Recorder only once somebody records. All recordings pass here: those
    // of jcmd, JMX, the command line and RecordingStream. At the return no lock is held any more.
    in("jdk/jfr/internal/PlatformRecording", "start", "()V").until(13).beforeReturn("onRecording"),
    in("jdk/jfr/internal/PlatformRecording", "start", "()J").since(14).beforeReturn("onRecording"),
  };

  private JdkJoinPoints() {}
}
