package programs;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches keepalive off and sets timings of its own, by every setter that this JDK has, before and
 * after connect and after accept, and on the listener before accept. Prints one line for each
 * connection: the setter and when it was called, the local port and the remote port.
 *
 * <p>Arguments: the idle, intvl and cnt to set.
 */
public final class Setters {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final List<Object> open = new ArrayList<>();
  private final int idle;
  private final int intvl;
  private final int cnt;

  private Setters(int idle, int intvl, int cnt) {
    this.idle = idle;
    this.intvl = intvl;
    this.cnt = cnt;
  }

  public static void main(String[] arguments) throws Exception {
    Setters setters =
        new Setters(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]));
    setters.sockets("Socket.setKeepAlive and jdk.net.Sockets.setOption", Setters::viaSockets);
    if (!System.getProperty("java.specification.version").equals("1.8")) {
      setters.sockets("Socket.setOption", Setters::viaSocketSetOption);
    }
    setters.channels("SocketChannel.setOption", Setters::viaChannel);
    setters.channels("channel.socket().setKeepAlive", Setters::viaAdaptor);
    setters.asynchronousChannels();
    setters.listener();
    setters.untouched();
    System.out.println("ready");
    System.in.read();
  }

  private interface Asking<S> {
    void ask(Setters values, S socket) throws Exception;
  }

  private void sockets(String setter, Asking<Socket> asking) throws Exception {
    ServerSocket server = new ServerSocket(0, 9, LOOPBACK);
    open.add(server);
    Socket before = new Socket();
    asking.ask(this, before);
    before.connect(server.getLocalSocketAddress());
    accept(server);
    print(setter + " before connect", before);
    Socket after = new Socket(LOOPBACK, server.getLocalPort());
    Socket accepted = accept(server);
    asking.ask(this, after);
    asking.ask(this, accepted);
    print(setter + " after connect", after);
    print(setter + " after accept", accepted);
  }

  private Socket accept(ServerSocket server) throws IOException {
    Socket accepted = server.accept();
    open.add(accepted);
    return accepted;
  }

  private void channels(String setter, Asking<SocketChannel> asking) throws Exception {
    ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    open.add(server);
    SocketChannel before = SocketChannel.open();
    asking.ask(this, before);
    before.connect(server.getLocalAddress());
    open.add(server.accept());
    print(setter + " before connect", before);
    SocketChannel after = SocketChannel.open(server.getLocalAddress());
    SocketChannel accepted = server.accept();
    asking.ask(this, after);
    asking.ask(this, accepted);
    print(setter + " after connect", after);
    print(setter + " after accept", accepted);
  }

  private void asynchronousChannels() throws Exception {
    String setter = "AsynchronousSocketChannel.setOption";
    AsynchronousServerSocketChannel server =
        AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    open.add(server);
    AsynchronousSocketChannel before = AsynchronousSocketChannel.open();
    viaAnyChannel(before);
    before.connect(server.getLocalAddress()).get();
    open.add(server.accept().get());
    print(setter + " before connect", before);
    AsynchronousSocketChannel after = AsynchronousSocketChannel.open();
    after.connect(server.getLocalAddress()).get();
    AsynchronousSocketChannel accepted = server.accept().get();
    viaAnyChannel(after);
    viaAnyChannel(accepted);
    print(setter + " after connect", after);
    print(setter + " after accept", accepted);
  }

  /** In Java a listener has no SO_KEEPALIVE; accepted connections inherit its timings. */
  private void listener() throws Exception {
    ServerSocketChannel server =
        ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
    open.add(server);
    timings(server);
    open.add(SocketChannel.open(server.getLocalAddress()));
    print("listener", server.accept());
  }

  private void untouched() throws Exception {
    ServerSocket server = new ServerSocket(0, 9, LOOPBACK);
    open.add(server);
    print("untouched", new Socket(LOOPBACK, server.getLocalPort()));
    print("untouched", accept(server));
  }

  private void viaSockets(Socket socket) throws Exception {
    socket.setKeepAlive(false);
    Method setOption =
        Class.forName("jdk.net.Sockets")
            .getMethod("setOption", Socket.class, SocketOption.class, Object.class);
    try (SocketChannel channel = SocketChannel.open()) {
      setOption.invoke(null, socket, named(channel, "TCP_KEEPIDLE"), idle);
      setOption.invoke(null, socket, named(channel, "TCP_KEEPINTERVAL"), intvl);
      setOption.invoke(null, socket, named(channel, "TCP_KEEPCOUNT"), cnt);
    }
  }

  private void viaSocketSetOption(Socket socket) throws Exception {
    Method setOption = Socket.class.getMethod("setOption", SocketOption.class, Object.class);
    try (SocketChannel channel = SocketChannel.open()) {
      setOption.invoke(socket, StandardSocketOptions.SO_KEEPALIVE, false);
      setOption.invoke(socket, named(channel, "TCP_KEEPIDLE"), idle);
      setOption.invoke(socket, named(channel, "TCP_KEEPINTERVAL"), intvl);
      setOption.invoke(socket, named(channel, "TCP_KEEPCOUNT"), cnt);
    }
  }

  private void viaChannel(SocketChannel channel) throws IOException {
    viaAnyChannel(channel);
  }

  private void viaAdaptor(SocketChannel channel) throws IOException {
    channel.socket().setKeepAlive(false);
    timings(channel);
  }

  private void viaAnyChannel(NetworkChannel channel) throws IOException {
    channel.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    timings(channel);
  }

  private void timings(NetworkChannel channel) throws IOException {
    channel.setOption(named(channel, "TCP_KEEPIDLE"), idle);
    channel.setOption(named(channel, "TCP_KEEPINTERVAL"), intvl);
    channel.setOption(named(channel, "TCP_KEEPCOUNT"), cnt);
  }

  @SuppressWarnings("unchecked") // the three timings are of type Integer
  private static SocketOption<Integer> named(NetworkChannel channel, String name) {
    for (SocketOption<?> option : channel.supportedOptions()) {
      if (option.name().equals(name)) {
        return (SocketOption<Integer>) option;
      }
    }
    throw new IllegalStateException("no " + name);
  }

  private void print(String name, Socket socket) {
    open.add(socket);
    System.out.println(name + "|" + socket.getLocalPort() + "|" + socket.getPort());
  }

  private void print(String name, SocketChannel channel) throws IOException {
    open.add(channel);
    print(name, channel.getLocalAddress(), channel.getRemoteAddress());
  }

  private void print(String name, AsynchronousSocketChannel channel) throws IOException {
    open.add(channel);
    print(name, channel.getLocalAddress(), channel.getRemoteAddress());
  }

  private static void print(String name, Object local, Object remote) {
    System.out.println(
        name
            + "|"
            + ((InetSocketAddress) local).getPort()
            + "|"
            + ((InetSocketAddress) remote).getPort());
  }
}
