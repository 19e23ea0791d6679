package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Future;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** {@link Socket} and {@link ServerSocket}. */
final class SocketWays {

  private SocketWays() {}

  static List<Way> all() {
    return Arrays.asList(
        client("new Socket(String, int)", (on, port) -> new Socket(on.host(), port)),
        client("new Socket(InetAddress, int)", (on, port) -> new Socket(on.address(), port)),
        client(
            "new Socket(String, int, InetAddress, int)",
            (on, port) -> new Socket(on.host(), port, on.address(), 0)),
        client(
            "new Socket(InetAddress, int, InetAddress, int)",
            (on, port) -> new Socket(on.address(), port, on.address(), 0)),
        client("new Socket(String, int, boolean)", (on, port) -> withStreamFlag(on.host(), port)),
        client("Socket.connect", (on, port) -> connect(new Socket(), on, port)),
        client("Socket.connect with timeout", (on, port) -> connectInTime(new Socket(), on, port)),
        client("Socket.connect, bound first", SocketWays::bindAndConnect),
        client(
            "Socket.connect, Proxy.NO_PROXY",
            (on, port) -> connect(new Socket(Proxy.NO_PROXY), on, port)),
        client(
            "SocketFactory.createSocket",
            (on, port) -> SocketFactory.getDefault().createSocket(on.address(), port)),
        client("subclass of Socket, connect", (on, port) -> connect(new OwnSocket(), on, port)),
        client("subclass of Socket, constructor", (on, port) -> new OwnSocket(on.host(), port)),
        Way.of("Socket through an HTTP proxy", ProxyWays::http).ends(4),
        Way.of("Socket through a SOCKS proxy", ProxyWays::socks).ends(4),
        server("ServerSocket.accept", Loopback::listen),
        server("ServerSocket.accept with timeout", SocketWays::listenWithTimeout),
        Way.of("ServerSocket.accept, already waiting", SocketWays::acceptFirst),
        server(
            "ServerSocketFactory.createServerSocket",
            on -> ServerSocketFactory.getDefault().createServerSocket(0, 8, on.address())),
        server("subclass of ServerSocket, implAccept", OwnServerSocket::new));
  }

  private interface Client {
    Socket open(Loopback on, int port) throws IOException;
  }

  private static Way client(String name, Client client) {
    return Way.of(
        name,
        on -> {
          ServerSocket server = on.listen();
          on.keep(client.open(on, server.getLocalPort()));
          on.keep(server.accept());
        });
  }

  private interface Server {
    ServerSocket open(Loopback on) throws IOException;
  }

  private static Way server(String name, Server opener) {
    return Way.of(
        name,
        on -> {
          ServerSocket server = on.keep(opener.open(on));
          on.keep(new Socket(on.address(), server.getLocalPort()));
          on.keep(server.accept());
        });
  }

  /** Deprecated since 1.1, and still there. */
  @SuppressWarnings("deprecation")
  private static Socket withStreamFlag(String host, int port) throws IOException {
    return new Socket(host, port, true);
  }

  private static Socket connect(Socket socket, Loopback on, int port) throws IOException {
    socket.connect(new InetSocketAddress(on.address(), port));
    return socket;
  }

  private static Socket connectInTime(Socket socket, Loopback on, int port) throws IOException {
    socket.connect(new InetSocketAddress(on.address(), port), Loopback.PATIENCE_MILLIS);
    return socket;
  }

  private static Socket bindAndConnect(Loopback on, int port) throws IOException {
    Socket socket = new Socket();
    socket.bind(on.anyPort());
    return connect(socket, on, port);
  }

  private static ServerSocket listenWithTimeout(Loopback on) throws IOException {
    ServerSocket server = on.listen();
    server.setSoTimeout(Loopback.PATIENCE_MILLIS);
    return server;
  }

  private static void acceptFirst(Loopback on) throws Exception {
    ServerSocket server = on.listen();
    Future<Socket> accepted = on.meanwhile(server::accept);
    on.keep(new Socket(on.address(), server.getLocalPort()));
    on.keep(Loopback.await(accepted));
  }

  private static final class OwnSocket extends Socket {
    OwnSocket() {}

    OwnSocket(String host, int port) throws IOException {
      super(host, port);
    }
  }

  /** Accepts sockets of a class of its own, as SSLServerSocket and RMI's do. */
  private static final class OwnServerSocket extends ServerSocket {
    OwnServerSocket(Loopback on) throws IOException {
      super(0, 8, on.address());
    }

    @Override
    public Socket accept() throws IOException {
      Socket socket = new OwnSocket();
      implAccept(socket);
      return socket;
    }
  }
}
