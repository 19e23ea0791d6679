package io.github.kaagent.weave;

import static io.github.kaagent.weave.JoinPoint.inTransport;
import static io.github.kaagent.weave.Operand.argument;
import static io.github.kaagent.weave.Operand.constant;
import static io.github.kaagent.weave.Operand.self;

import io.github.kaagent.options.Option;

/**
 * The join points of Netty's native transports, which make their own system calls: epoll, kqueue
 * and io_uring, in Netty's package or, shaded, in any other. All of them construct the socket of an
 * accepted connection with its descriptor, and all ask for the peer's address once they are
 * connected; io_uring calls neither connect nor accept.
 *
 * <p>From the sources of Netty 4.1.118 and 4.2.17.
 */
final class TransportJoinPoints {

  // How the names of the classes end, whatever their package.
  private static final String SOCKET = WovenClasses.TRANSPORT_SOCKET;
  private static final String DESCRIPTOR = WovenClasses.TRANSPORT_DESCRIPTOR;
  private static final String LINUX_SOCKET = WovenClasses.TRANSPORT_LINUX_SOCKET;

  private static final String ADDRESS = "Ljava/net/SocketAddress;";

  static final JoinPoint[] ALL = {
    inTransport(SOCKET, "<init>", "(I)V").extending(DESCRIPTOR).beforeReturn("onMade", self()),
    inTransport(SOCKET, "connect", "(" + ADDRESS + ")Z")
        .extending(DESCRIPTOR)
        .onEntry("onConnecting", self(), argument(0)),
    inTransport(SOCKET, "remoteAddress", "()Ljava/net/InetSocketAddress;")
        .extending(DESCRIPTOR)
        .beforeReturn("onConnected", self()),
    inTransport(SOCKET, "setKeepAlive", "(Z)V")
        .extending(DESCRIPTOR)
        .beforeReturn("onOptionSet", self(), argument(0), option(Option.KEEPALIVE)),
    inTransport(LINUX_SOCKET, "setTcpKeepIdle", "(I)V")
        .extending(SOCKET)
        .beforeReturn("onOptionSet", self(), argument(0), option(Option.IDLE)),
    inTransport(LINUX_SOCKET, "setTcpKeepIntvl", "(I)V")
        .extending(SOCKET)
        .beforeReturn("onOptionSet", self(), argument(0), option(Option.INTVL)),
    inTransport(LINUX_SOCKET, "setTcpKeepCnt", "(I)V")
        .extending(SOCKET)
        .beforeReturn("onOptionSet", self(), argument(0), option(Option.CNT)),
    inTransport(LINUX_SOCKET, "setTcpUserTimeout", "(I)V")
        .extending(SOCKET)
        .beforeReturn("onOptionSet", self(), argument(0), option(Option.USER_TIMEOUT)),
    inTransport(DESCRIPTOR, "close", "()V").onEntry("onClosing", self()),
  };

  private TransportJoinPoints() {}

  private static Operand option(Option option) {
    return constant(option.ordinal());
  }
}
