package io.github.kaagent.cli.selftest;

import static java.nio.channels.SelectionKey.OP_ACCEPT;
import static java.nio.channels.SelectionKey.OP_CONNECT;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ByteChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** Sockets and channels, and what is no TCP though it goes through the same classes. */
final class SocketWays extends Ways {

  SocketWays(UnderTest test, InetAddress ip) {
    super(test, ip);
  }

  @SuppressWarnings("deprecation") // of the boolean, since 1.1; it is still there
  void sockets() {
    client("new Socket(String, int)", () -> new Socket(host, port));
    client("new Socket(InetAddress, int)", () -> new Socket(ip, port));
    client("new Socket(String, int, InetAddress, int)", () -> new Socket(host, port, ip, 0));
    client("new Socket(InetAddress, int, InetAddress, int)", () -> new Socket(ip, port, ip, 0));
    client("new Socket(String, int, boolean)", () -> new Socket(host, port, true));
    client("Socket.connect", () -> connect(new Socket()));
    client("Socket.connect with timeout", () -> connect(new Socket(), PATIENCE));
    client("Socket.connect, bound first", () -> connect(bound(new Socket())));
    client("Socket.connect, Proxy.NO_PROXY", () -> connect(new Socket(Proxy.NO_PROXY)));
    SocketFactory sockets = SocketFactory.getDefault();
    client("SocketFactory.createSocket", () -> sockets.createSocket(ip, port));
    client("subclass of Socket, connect", () -> connect(new Socket() {}));
    client("subclass of Socket, constructor", () -> new Socket(host, port) {});
    server("ServerSocket.accept", ServerSocket::new);
    server("ServerSocket.accept with timeout", () -> inTime(new ServerSocket()));
    String waiting = "ServerSocket.accept, already waiting";
    talking(waiting, 2, ServerSocket::new, accepted -> accepted, () -> connect(new Socket()));
    ServerSocketFactory servers = ServerSocketFactory.getDefault();
    server("ServerSocketFactory.createServerSocket", servers::createServerSocket);
    server("subclass of ServerSocket, implAccept", OwnServerSocket::new);
    if (Variant.FEATURE >= 21) {
      String virtual = "Socket in a virtual thread";
      Callable<?> client = () -> new Socket(ip, port);
      way(virtual, 2, () -> virtually(listen(new ServerSocket())::accept, client));
    }
  }

  void channels() {
    client("SocketChannel.open(SocketAddress)", () -> SocketChannel.open(to));
    client("SocketChannel.connect", () -> channel().connect(to));
    client("SocketChannel.connect, bound first", () -> channel().bind(any).connect(to));
    client("SocketChannel.connect and finishConnect, selector", this::finishConnect);
    client("SocketChannel.socket().connect", () -> connect(channel().socket()));
    String inTime = "SocketChannel.socket().connect with timeout";
    client(inTime, () -> connect(channel().socket(), PATIENCE));
    way("ServerSocketChannel.accept", 2, () -> connected().accept());
    String selector = "ServerSocketChannel.accept, selector";
    way(selector, 2, () -> select(connected(), OP_ACCEPT).accept());
    server("ServerSocketChannel.socket().accept", () -> ServerSocketChannel.open().socket());
    inTime = "ServerSocketChannel.socket().accept with timeout";
    server(inTime, () -> inTime(ServerSocketChannel.open().socket()));
    String future = "AsynchronousSocketChannel.connect, Future";
    client(future, () -> await(keep(AsynchronousSocketChannel.open()).connect(to)));
    client("AsynchronousSocketChannel.connect, handler", this::connectAsynchronously);
    accept("Future, pending", true, AsynchronousServerSocketChannel::accept);
    accept("handler, pending", true, Completion::accept);
    accept("Future, immediate", false, AsynchronousServerSocketChannel::accept);
    accept("handler, immediate", false, Completion::accept);
    if (Variant.FEATURE >= 21) {
      String virtual = "SocketChannel in a virtual thread";
      way(virtual, 2, () -> virtually(listening()::accept, () -> SocketChannel.open(to)));
    }
  }

  /** It has to work on. */
  void otherThanTcp() {
    if (Variant.FEATURE >= 16) {
      way("SocketChannel, Unix domain", 0, SocketWays::unix);
    }
    way("DatagramSocket", 0, this::datagramSocket);
    way("DatagramChannel", 0, this::datagramChannel);
  }

  private Socket bound(Socket socket) throws IOException {
    socket.bind(any);
    return socket;
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

  private boolean finishConnect() throws IOException {
    SocketChannel channel = channel();
    channel.configureBlocking(false);
    return channel.connect(to) || select(channel, OP_CONNECT).finishConnect();
  }

  private ServerSocketChannel listening() throws IOException {
    ServerSocketChannel server = keep(ServerSocketChannel.open());
    listen(server.socket());
    return server;
  }

  /** One that a client has connected to. */
  private ServerSocketChannel connected() throws IOException {
    ServerSocketChannel server = listening();
    connect(new Socket());
    return server;
  }

  private static <C extends SelectableChannel> C select(C channel, int operation)
      throws IOException {
    Selector selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, operation);
    selector.select(PATIENCE);
    return channel;
  }

  private Object connectAsynchronously() throws Exception {
    Completion<Void> completion = new Completion<>();
    keep(AsynchronousSocketChannel.open()).connect(to, null, completion);
    return await(completion);
  }

  /** One that finds a connection takes another road through the JDK than one that waits for it. */
  private void accept(
      String how,
      boolean pending,
      Function<AsynchronousServerSocketChannel, Future<AsynchronousSocketChannel>> acceptor) {
    way(
        "AsynchronousServerSocketChannel.accept, " + how,
        2,
        () -> {
          AsynchronousServerSocketChannel server =
              keep(AsynchronousServerSocketChannel.open()).bind(any);
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

  private static Object virtually(Callable<?> accept, Callable<?> connect) throws Exception {
    ExecutorService threads =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    Future<?> accepted = threads.submit(accept);
    keep(await(threads.submit(connect)));
    return await(accepted);
  }

  private static Object unix() throws Exception {
    Method open = ServerSocketChannel.class.getMethod("open", ProtocolFamily.class);
    Object family = StandardProtocolFamily.valueOf("UNIX");
    ServerSocketChannel server = (ServerSocketChannel) open.invoke(null, family);
    try {
      server.bind(null); // to a file of its own, in the folder for such
    } catch (IOException e) {
      throw new UnderTest.SkippedException("no folder for the socket: " + e);
    }
    SocketChannel client = SocketChannel.open(server.getLocalAddress());
    Files.delete(Paths.get(server.getLocalAddress().toString()));
    return pass(client, keep(server.accept()));
  }

  /** Connected to itself, as the channel below. */
  private Object datagramSocket() throws IOException {
    DatagramSocket socket = new DatagramSocket(any);
    socket.setSoTimeout(PATIENCE);
    socket.connect(socket.getLocalSocketAddress());
    socket.send(new DatagramPacket(new byte[1], 1));
    socket.receive(new DatagramPacket(new byte[1], 1));
    return socket;
  }

  private Object datagramChannel() throws IOException {
    DatagramChannel channel = DatagramChannel.open().bind(any);
    return pass(channel.connect(channel.getLocalAddress()), channel);
  }

  private static ByteChannel pass(ByteChannel from, ByteChannel to) throws IOException {
    from.write(ByteBuffer.allocate(1));
    to.read(ByteBuffer.allocate(1));
    return from;
  }
}
