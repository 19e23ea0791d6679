package io.github.kaagent.weave;

import java.util.ArrayList;
import java.util.List;

/**
 * The sockets of Netty's native transports, which make their own system calls: epoll, kqueue and
 * io_uring, in Netty's package or, shaded, in any other. Their class is told by the end of its name
 * and by {@link TransportShape its shape}.
 *
 * <p>All of them make the object of an accepted connection with its descriptor, and all ask for the
 * peer's address once they are connected; io_uring calls no more of it than that. Read from Netty
 * 4.1.118 and 4.2.17.
 */
final class Transports {

  /** Method, descriptor, advice; what only one of the two classes has is not found in the other. */
  private static final String[][] METHODS = {
    {"<init>", "(I)V", "Accept"},
    {"connect", "(Ljava/net/SocketAddress;)Z", "TransportConnect"},
    {"remoteAddress", "()Ljava/net/InetSocketAddress;", "RemoteAddress"},
    {"setKeepAlive", "(Z)V", "SetKeepAlive"},
  };

  private static final String[][] LINUX_METHODS = {
    {"setTcpKeepIdle", "(I)V", "SetTcpKeepIdle"},
    {"setTcpKeepIntvl", "(I)V", "SetTcpKeepIntvl"},
    {"setTcpKeepCnt", "(I)V", "SetTcpKeepCnt"},
    {"setTcpUserTimeout", "(I)V", "SetTcpUserTimeout"},
  };

  private Transports() {}

  /** The join points of a class that has the name of one. */
  static List<JoinPoint> points(String className) {
    List<JoinPoint> points = new ArrayList<>();
    for (String[] row :
        className.endsWith(WovenClasses.TRANSPORT_SOCKET) ? METHODS : LINUX_METHODS) {
      points.add(new JoinPoint(className, row[0], row[1], row[2]));
    }
    return points;
  }
}
