package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** Sockets and channels. */
final class SocketWays extends Ways {

  SocketWays(UnderTest test, InetAddress ip) {
    super(test, ip);
  }

  void sockets() {
    client("new Socket(String, int)", () -> new Socket(host, port));
    client("new Socket(InetAddress, int)", () -> new Socket(ip, port));
    client("new Socket(String, int, InetAddress, int)", () -> new Socket(host, port, ip, 0));
    client("new Socket(InetAddress, int, InetAddress, int)", () -> new Socket(ip, port, ip, 0));
    client("new Socket(String, int, boolean)", this::withStreamFlag);
    client("Socket.connect", () -> connect(new Socket()));
    client("Socket.connect with timeout", () -> connectInTime(new Socket()));
    client(
        "Socket.connect, bound first",
        () -> {
          Socket socket = new Socket();
          socket.bind(anyPort());
          return connect(socket);
        });
    client("Socket.connect, Proxy.NO_PROXY", () -> connect(new Socket(Proxy.NO_PROXY)));
    SocketFactory sockets = SocketFactory.getDefault();
    client("SocketFactory.createSocket", () -> sockets.createSocket(ip, port));
    client("subclass of Socket, connect", () -> connect(new Socket() {}));
    client("subclass of Socket, constructor", () -> new Socket(host, port) {});
    server("ServerSocket.accept", ServerSocket::new);
    server("ServerSocket.accept with timeout", () -> inTime(new ServerSocket()));
    String waiting = "ServerSocket.accept, already waiting";
    talking(waiting, 2, ServerSocket::new, accepted -> {}, () -> connect(new Socket()));
    ServerSocketFactory servers = ServerSocketFactory.getDefault();
    server("ServerSocketFactory.createServerSocket", servers::createServerSocket);
    server("subclass of ServerSocket, implAccept", OwnServerSocket::new);
  }

  void channels() {
    client("SocketChannel.open(SocketAddress)", () -> SocketChannel.open(to));
    client("SocketChannel.connect", () -> channel().connect(to));
    client("SocketChannel.connect, bound first", () -> channel().bind(anyPort()).connect(to));
    client(
        "SocketChannel.connect and finishConnect, selector",
        () -> {
          SocketChannel channel = channel();
          channel.configureBlocking(false);
          return channel.connect(to) || select(channel, SelectionKey.OP_CONNECT).finishConnect();
        });
    client("SocketChannel.socket().connect", () -> connect(channel().socket()));
    String inTime = "SocketChannel.socket().connect with timeout";
    client(inTime, () -> connectInTime(channel().socket()));
    way("ServerSocketChannel.accept", () -> connected().accept());
    way(
        "ServerSocketChannel.accept, selector",
        () -> {
          ServerSocketChannel server = connected();
          server.configureBlocking(false);
          return select(server, SelectionKey.OP_ACCEPT).accept();
        });
    server("ServerSocketChannel.socket().accept", () -> ServerSocketChannel.open().socket());
    server(
        "ServerSocketChannel.socket().accept with timeout",
        () -> inTime(ServerSocketChannel.open().socket()));
    client(
        "AsynchronousSocketChannel.connect, Future",
        () -> await(keep(AsynchronousSocketChannel.open()).connect(to)));
    client(
        "AsynchronousSocketChannel.connect, handler",
        () -> {
          Completion<Void> completion = new Completion<>();
          keep(AsynchronousSocketChannel.open()).connect(to, null, completion);
          return await(completion);
        });
    accept("Future, pending", true, AsynchronousServerSocketChannel::accept);
    accept("handler, pending", true, Completion::accept);
    accept("Future, immediate", false, AsynchronousServerSocketChannel::accept);
    accept("handler, immediate", false, Completion::accept);
    if (Variant.FEATURE >= 21) {
      way(
          "Socket in a virtual thread",
          () -> {
            ServerSocket server = listen(new ServerSocket());
            return virtually(server::accept, () -> new Socket(ip, port));
          });
      way(
          "SocketChannel in a virtual thread",
          () -> {
            ServerSocketChannel server = keep(ServerSocketChannel.open());
            listen(server.socket());
            return virtually(server::accept, () -> SocketChannel.open(to));
          });
    }
  }

  /** Deprecated since 1.1, and still there. */
  @SuppressWarnings("deprecation")
  private Socket withStreamFlag() throws IOException {
    return new Socket(host, port, true);
  }

  private static ServerSocket inTime(ServerSocket server) throws IOException {
    server.setSoTimeout(PATIENCE);
    return server;
  }

  /** Accepts sockets of a class of its own, as SSLServerSocket and RMI's do. */
  private static final class OwnServerSocket extends ServerSocket {
    OwnServerSocket() throws IOException {}

    @Override
    public Socket accept() throws IOException {
      Socket socket = new Socket() {};
      implAccept(socket);
      return socket;
    }
  }

  private static SocketChannel channel() throws IOException {
    return keep(SocketChannel.open());
  }

  /** One that a client has connected to. */
  private ServerSocketChannel connected() throws IOException {
    ServerSocketChannel server = keep(ServerSocketChannel.open());
    listen(server.socket());
    connect(new Socket());
    return server;
  }

  private static <C extends SelectableChannel> C select(C channel, int operation)
      throws IOException {
    Selector selector = Selector.open();
    channel.register(selector, operation);
    selector.select(PATIENCE);
    return channel;
  }

  /** One that finds a connection takes another road through the JDK than one that waits for it. */
  private void accept(
      String how,
      boolean pending,
      Function<AsynchronousServerSocketChannel, Future<AsynchronousSocketChannel>> acceptor) {
    way(
        "AsynchronousServerSocketChannel.accept, " + how,
        () -> {
          AsynchronousServerSocketChannel server =
              keep(AsynchronousServerSocketChannel.open()).bind(anyPort());
          Future<AsynchronousSocketChannel> accepted = pending ? acceptor.apply(server) : null;
          keep(SocketChannel.open(server.getLocalAddress()));
          return await(pending ? accepted : acceptor.apply(server));
        });
  }

  private static final class Completion<T> extends CompletableFuture<T>
      implements CompletionHandler<T, Void> {

    static Future<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server) {
      Completion<AsynchronousSocketChannel> completion = new Completion<>();
      server.accept(null, completion);
      return completion;
    }

    @Override
    public void completed(T result, Void nothing) {
      complete(result);
    }

    @Override
    public void failed(Throwable cause, Void nothing) {
      completeExceptionally(cause);
    }
  }

  private static <T> T virtually(Callable<T> accept, Callable<?> connect) throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    Future<T> accepted = threads.submit(accept);
    keep(await(threads.submit(connect)));
    return await(accepted);
  }
}
