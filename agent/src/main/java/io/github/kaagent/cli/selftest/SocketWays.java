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
import java.nio.file.NoSuchFileException;
import java.nio.file.Paths;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;

/** Sockets and channels, and what is not TCP but goes through the same classes. */
final class SocketWays extends Ways {

  SocketWays(JvmUnderTest test, InetAddress ip) {
    super(test, ip);
  }

  void all() throws IOException {
    sockets();
    channels();
    // Not TCP, but it has to keep working.
    since(16, "SocketChannel, Unix domain", 0, SocketWays::unix);
    way("DatagramSocket", 0, this::datagramSocket);
    way("DatagramChannel", 0, this::datagramChannel);
  }

  @SuppressWarnings("deprecation") // the constructor with the boolean, since 1.1; it still exists
  private void sockets() throws IOException {
    client("new Socket(String, int)", () -> new Socket(host, port));
    client("new Socket(InetAddress, int)", () -> new Socket(ip, port));
    client("new Socket(String, int, InetAddress, int)", () -> new Socket(host, port, ip, 0));
    client("new Socket(InetAddress, int, InetAddress, int)", () -> new Socket(ip, port, ip, 0));
    client("new Socket(String, int, boolean)", () -> new Socket(host, port, true));
    client("Socket.connect", () -> connect(new Socket(), 0));
    client("Socket.connect with timeout", () -> connect(new Socket(), TIMEOUT));
    client("Socket.connect, bound first", () -> connect(bound(new Socket()), 0));
    client("Socket.connect, Proxy.NO_PROXY", () -> connect(new Socket(Proxy.NO_PROXY), 0));
    SocketFactory sockets = SocketFactory.getDefault();
    client("SocketFactory.createSocket", () -> sockets.createSocket(ip, port));
    client("subclass of Socket, connect", () -> connect(new Socket() {}, 0));
    client("subclass of Socket, constructor", () -> new Socket(host, port) {});
    server("ServerSocket.accept", ServerSocket::new);
    server("ServerSocket.accept with timeout", () -> inTime(new ServerSocket()));
    Callable<?> client = () -> connect(new Socket(), 0);
    talk("ServerSocket.accept, already waiting", ServerSocket::new, accepted -> accepted, client);
    ServerSocketFactory servers = ServerSocketFactory.getDefault();
    server("ServerSocketFactory.createServerSocket", servers::createServerSocket);
    server("subclass of ServerSocket, implAccept", OwnServerSocket::new);
    Callable<?> virtual = () -> virtually(listen(new ServerSocket())::accept, client);
    since(21, "Socket in a virtual thread", 2, virtual);
  }

  private void channels() throws IOException {
    client("SocketChannel.open(SocketAddress)", () -> SocketChannel.open(target));
    client("SocketChannel.connect", () -> channel().connect(target));
    client("SocketChannel.connect, bound first", () -> channel().bind(any).connect(target));
    client("SocketChannel.connect and finishConnect, selector", this::finishConnect);
    client("SocketChannel.socket().connect", () -> connect(channel().socket(), 0));
    Callable<?> connectInTime = () -> connect(channel().socket(), TIMEOUT);
    client("SocketChannel.socket().connect with timeout", connectInTime);
    way("ServerSocketChannel.accept", 2, () -> connected().accept());
    Callable<?> selected = () -> select(connected(), OP_ACCEPT).accept();
    way("ServerSocketChannel.accept, selector", 2, selected);
    server("ServerSocketChannel.socket().accept", () -> ServerSocketChannel.open().socket());
    Callable<ServerSocket> patient = () -> inTime(ServerSocketChannel.open().socket());
    server("ServerSocketChannel.socket().accept with timeout", patient);
    client("AsynchronousSocketChannel.connect, Future", this::connectInFuture);
    client("AsynchronousSocketChannel.connect, handler", this::connectWithHandler);
    accept("Future, pending", true, AsynchronousServerSocketChannel::accept);
    accept("handler, pending", true, Completion::accept);
    accept("Future, immediate", false, AsynchronousServerSocketChannel::accept);
    accept("handler, immediate", false, Completion::accept);
    Callable<?> virtual = () -> virtually(listening()::accept, () -> SocketChannel.open(target));
    since(21, "SocketChannel in a virtual thread", 2, virtual);
  }

  private Socket bound(Socket socket) throws IOException {
    socket.bind(any);
    return socket;
  }

  private static ServerSocket inTime(ServerSocket server) throws IOException {
    server.setSoTimeout(TIMEOUT);
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
    return channel.connect(target) || select(channel, OP_CONNECT).finishConnect();
  }

  private ServerSocketChannel listening() throws IOException {
    ServerSocketChannel server = keep(ServerSocketChannel.open());
    listen(server.socket());
    return server;
  }

  /** A listener that a client has connected to. */
  private ServerSocketChannel connected() throws IOException {
    ServerSocketChannel server = listening();
    connect(new Socket(), 0);
    return server;
  }

  private static <C extends SelectableChannel> C select(C channel, int operation)
      throws IOException {
    Selector selector = Selector.open();
    channel.configureBlocking(false);
    channel.register(selector, operation);
    selector.select(TIMEOUT);
    return channel;
  }

  private Object connectInFuture() throws Exception {
    return await(keep(AsynchronousSocketChannel.open()).connect(target));
  }

  private Object connectWithHandler() throws Exception {
    Completion<Void> connected = new Completion<>();
    keep(AsynchronousSocketChannel.open()).connect(target, null, connected);
    return await(connected);
  }

  private interface Acceptor {
    Future<?> accept(AsynchronousServerSocketChannel server);
  }

  /** An accept that finds a connection takes another path through the JDK than one that waits. */
  private void accept(String how, boolean pending, Acceptor acceptor) throws IOException {
    Callable<?> opener =
        () -> {
          AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(any);
          Future<?> waiting = pending ? acceptor.accept(keep(server)) : null;
          keep(SocketChannel.open(server.getLocalAddress()));
          return await(pending ? waiting : acceptor.accept(keep(server)));
        };
    way("AsynchronousServerSocketChannel.accept, " + how, 2, opener);
  }

  private static final class Completion<T> extends CompletableFuture<T>
      implements CompletionHandler<T, Void> {

    static Future<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server) {
      Completion<AsynchronousSocketChannel> accepted = new Completion<>();
      server.accept(null, accepted);
      return accepted;
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
    Method executor = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
    ExecutorService threads = (ExecutorService) executor.invoke(null);
    Future<?> accepted = threads.submit(accept);
    keep(await(threads.submit(connect)));
    return await(accepted);
  }

  private static Object unix() throws Exception {
    Method open = ServerSocketChannel.class.getMethod("open", ProtocolFamily.class);
    Object family = StandardProtocolFamily.valueOf("UNIX");
    ServerSocketChannel server = (ServerSocketChannel) open.invoke(null, family);
    try {
      server.bind(null); // to a file that the JDK makes in its temporary folder
    } catch (IOException e) {
      throw new NoSuchFileException("a folder for the socket: " + e);
    }
    SocketChannel client = SocketChannel.open(server.getLocalAddress());
    Files.delete(Paths.get(server.getLocalAddress().toString()));
    return pass(client, keep(server.accept()));
  }

  /** Connected to itself, as the channel below. */
  private Object datagramSocket() throws IOException {
    DatagramSocket socket = new DatagramSocket(any);
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
