package programs;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Opens connections to itself that an agent easily misses, prints "held" when they are open, and
 * ends with its standard input. Argument: the way, a public method of this class.
 */
public final class OddSockets {

  /** Keeps the connections from being closed as garbage. */
  private static final List<Object> OPEN = Collections.synchronizedList(new ArrayList<>());

  private static final BufferedReader IN =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

  private OddSockets() {}

  private interface Answer {
    void to(Socket client) throws IOException;
  }

  public static void main(String[] arguments) throws Exception {
    OddSockets.class.getMethod(arguments[0]).invoke(null);
    System.out.println("held");
    while (IN.readLine() != null) {
      // Until the input ends.
    }
  }

  /** Connects to a name that the proxy looks up: the Socket never has its address. */
  public static void socksToAName() throws Exception {
    Socket client = new Socket(new Proxy(Proxy.Type.SOCKS, server(OddSockets::socks)));
    client.connect(InetSocketAddress.createUnresolved("db.example", 5432));
    client.setKeepAlive(false);
    OPEN.add(client);
  }

  public static void socksToAnAddress() throws Exception {
    Socket client = new Socket(new Proxy(Proxy.Type.SOCKS, server(OddSockets::socks)));
    client.setKeepAlive(false);
    client.connect(new InetSocketAddress("10.1.2.3", 5432));
    OPEN.add(client);
  }

  /** The JDK connects another socket, and copies the options set before to that one. */
  public static void httpTunnel() throws Exception {
    Socket client = new Socket(new Proxy(Proxy.Type.HTTP, server(OddSockets::http)));
    client.setKeepAlive(false);
    client.connect(new InetSocketAddress("10.1.2.3", 5432));
    OPEN.add(client);
  }

  /** Uses a subclass of Socket whose setters do nothing, whoever calls them. */
  public static void swallowing() throws Exception {
    Socket client = new Swallowing();
    client.connect(server(socket -> {}));
    OPEN.add(client);
  }

  private static final class Swallowing extends Socket {
    @Override
    public void setKeepAlive(boolean on) {}

    /** Overrides Socket.setOption, which came with JDK 9. */
    @SuppressWarnings({"unused", "EffectivelyPrivate"})
    public <T> Socket setOption(SocketOption<T> name, T value) {
      return this;
    }
  }

  /** The accepted Socket knows its peer only once it has read a header (PROXY protocol). */
  public static void lateToKnowItsPeer() throws Exception {
    try (ServerSocket server =
        new ServerSocket(0, 1, InetAddress.getLoopbackAddress()) {
          @Override
          public Socket accept() throws IOException {
            Socket accepted = new ReadsHeader();
            implAccept(accepted);
            return accepted;
          }
        }) {
      OPEN.add(new Socket(server.getInetAddress(), server.getLocalPort()));
      OPEN.add(server.accept());
    }
  }

  private static final class ReadsHeader extends Socket {
    @Override
    public InetAddress getInetAddress() {
      throw new IllegalStateException("asked before the header is there");
    }
  }

  /** Like {@link #connecting}, with keepalive switched off while the connects are under way. */
  public static void connectingAndSet() throws Exception {
    connecting(true);
  }

  /** Connects that are under way: the first connections fill the backlog, and the others wait. */
  public static void connecting() throws Exception {
    connecting(false);
  }

  private static void connecting(boolean switchesOff) throws Exception {
    ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    SocketAddress address = server.getLocalAddress();
    OPEN.add(SocketChannel.open(address));
    OPEN.add(SocketChannel.open(address));
    Socket socket = new Socket();
    Thread blocked = new Thread(() -> connect(socket, address));
    blocked.start();
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(address);
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Future<Void> pending = asynchronous.connect(address);
    Collections.addAll(OPEN, socket, channel, asynchronous);

    System.out.println("connecting");
    IN.readLine();
    if (switchesOff) {
      socket.setKeepAlive(false);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
      asynchronous.setOption(StandardSocketOptions.SO_KEEPALIVE, false);
    }
    Thread accepting = new Thread(() -> accept(server));
    accepting.start();
    blocked.join();
    pending.get();
    channel.configureBlocking(true);
    channel.finishConnect();
    server.close();
    accepting.join();
  }

  /** Perhaps not all arrive: a client whose ACK met a full backlog is connected all the same. */
  private static void accept(ServerSocketChannel server) {
    try {
      while (true) {
        OPEN.add(server.accept());
      }
    } catch (IOException closed) {
      // All the clients are connected.
    }
  }

  private static void connect(Socket socket, SocketAddress address) {
    try {
      socket.connect(address);
    } catch (IOException e) {
      System.out.println("failed: " + e);
    }
  }

  private static InetSocketAddress server(Answer answer) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    OPEN.add(server);
    Thread thread =
        new Thread(
            () -> {
              try {
                Socket client = server.accept();
                OPEN.add(client);
                answer.to(client);
              } catch (IOException e) {
                System.out.println("failed: " + e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  /** RFC 1928: no authentication; any request is granted. */
  private static void socks(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    in.readByte();
    in.readFully(new byte[in.readByte()]);
    client.getOutputStream().write(new byte[] {5, 0});
    in.readFully(new byte[3]);
    in.readFully(new byte[in.readByte() == 1 ? 4 : in.readByte()]);
    in.readShort();
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 1});
  }

  private static void http(Socket client) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    while (!in.readLine().isEmpty()) {
      // Skips a header.
    }
    client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
