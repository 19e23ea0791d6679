package programs.faults;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Calls setters that the JDK or the kernel refuses, before and after connect, and goes on. */
public final class FailedSetters {

  private static int refused;

  private FailedSetters() {}

  public static void main(String[] arguments) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    ServerSocketChannel server = Told.keep(ServerSocketChannel.open()).bind(any);
    allFail(server);
    SocketChannel channel = SocketChannel.open();
    allFail(channel);
    channel.connect(server.getLocalAddress());
    allFail(channel);
    Told.tell("channel", channel);
    Told.tell("accepted", server.accept());
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    allFail(asynchronous);
    asynchronous.connect(server.getLocalAddress()).get();
    allFail(asynchronous);
    Told.tell("asynchronous", asynchronous);
    Told.tell("accepted", server.accept());
    Socket socket = new Socket();
    allFail(socket);
    socket.connect(server.getLocalAddress());
    allFail(socket);
    Told.tell("socket", socket);
    SocketChannel accepted = server.accept();
    allFail(accepted);
    Told.tell("accepted", accepted);
    closedSockets(server);
    System.out.println("refused " + refused);
    Told.held();
  }

  /** Sets options of closed sockets, whose descriptor numbers the next sockets have by then. */
  private static void closedSockets(ServerSocketChannel server) throws Exception {
    SocketChannel closed = SocketChannel.open();
    closed.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    Timings.idle(closed, 30);
    closed.close();
    SocketChannel next = SocketChannel.open();
    fails(() -> closed.setOption(StandardSocketOptions.SO_KEEPALIVE, false));
    fails(() -> Timings.idle(closed, 30));
    next.connect(server.getLocalAddress());
    Told.tell("next channel", next);
    Told.tell("accepted", server.accept());
    Socket gone = new Socket();
    gone.setKeepAlive(false);
    gone.close();
    Socket following = new Socket();
    fails(() -> gone.setKeepAlive(false));
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      following.connect(other.getLocalSocketAddress());
      Told.tell("next socket", following);
      Told.tell("accepted", other.accept());
    }
  }

  private interface Setter {
    void set() throws Exception;
  }

  private static void fails(Setter setter) {
    try {
      setter.set();
      throw new AssertionError("was not refused");
    } catch (Exception expected) {
      refused++; // without the agent, too
    }
  }

  private static void allFail(NetworkChannel channel) throws Exception {
    fails(() -> channel.setOption(driversOption("TCP_KEEPIDLE", Integer.class), 30));
    fails(() -> channel.setOption(driversOption("TCP_KEEPINTERVAL", Integer.class), 3));
    fails(() -> channel.setOption(driversOption("SO_KEEPALIVE", Boolean.class), false));
    fails(() -> channel.setOption(Timings.named("TCP_KEEPIDLE"), 0));
    fails(() -> channel.setOption(Timings.named("TCP_KEEPIDLE"), 40_000));
    fails(() -> channel.setOption(Timings.named("TCP_KEEPCOUNT"), -1));
    fails(() -> channel.setOption(Timings.named("TCP_KEEPINTERVAL"), null));
    fails(() -> channel.setOption(wrong(Timings.named("TCP_KEEPIDLE")), "30"));
  }

  /** By reflection, because JDK 8 has no Socket.setOption. */
  private static void allFail(Socket socket) throws Exception {
    if (System.getProperty("java.specification.version").equals("1.8")) {
      return;
    }
    fails(() -> set(socket, driversOption("TCP_KEEPIDLE", Integer.class), 30));
    fails(() -> set(socket, driversOption("SO_KEEPALIVE", Boolean.class), false));
    fails(() -> set(socket, Timings.named("TCP_KEEPIDLE"), 0));
    fails(() -> set(socket, Timings.named("TCP_KEEPCOUNT"), 1000));
    fails(() -> set(socket, Timings.named("TCP_KEEPINTERVAL"), "3"));
  }

  private static void set(Socket socket, SocketOption<?> option, Object value) throws Exception {
    Socket.class
        .getMethod("setOption", SocketOption.class, Object.class)
        .invoke(socket, option, value);
  }

  @SuppressWarnings("unchecked") // wrong on purpose
  private static SocketOption<String> wrong(SocketOption<?> option) {
    return (SocketOption<String>) option;
  }

  /** An option of a driver's own that has the name of one of the JDK's. */
  private static <T> SocketOption<T> driversOption(String name, Class<T> type) {
    return new SocketOption<T>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Class<T> type() {
        return type;
      }
    };
  }
}
