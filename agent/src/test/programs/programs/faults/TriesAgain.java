package programs.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CyclicBarrier;

/**
 * Connects sockets again that were refused or are connected, and lets two threads race to create
 * one Socket's SocketImpl: what the JDK does then is no failure of the agent's.
 */
public final class TriesAgain {

  private static final int RACES = 500;

  private TriesAgain() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocket server = Told.keep(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    SocketAddress refuses;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      refuses = unused.getLocalSocketAddress();
    }
    Socket socket = Told.keep(new Socket());
    connect(() -> socket.connect(refuses));
    connect(() -> socket.connect(server.getLocalSocketAddress()));
    SocketChannel channel = Told.keep(SocketChannel.open());
    connect(() -> channel.connect(refuses));
    connect(() -> channel.connect(server.getLocalSocketAddress()));
    Socket twice = new Socket(server.getInetAddress(), server.getLocalPort());
    Told.keep(server.accept());
    connect(() -> twice.connect(refuses));
    Told.tell("connected", twice);
    SocketChannel channelTwice = SocketChannel.open(server.getLocalSocketAddress());
    Told.keep(server.accept());
    connect(() -> channelTwice.connect(refuses));
    Told.tell("connected", channelTwice);
    Socket unresolved = new Socket();
    connect(() -> unresolved.connect(InetSocketAddress.createUnresolved("nowhere", 1)));
    for (int i = 0; i < RACES; i++) {
      race(server);
    }
    Told.held();
  }

  private interface Attempt {
    void make() throws Exception;
  }

  private static void connect(Attempt attempt) throws Exception {
    try {
      attempt.make();
    } catch (IOException | RuntimeException asWithoutTheAgent) {
      // Some JDKs let a refused socket connect again, others don't.
    }
  }

  private static void race(ServerSocket server) throws Exception {
    Socket socket = new Socket();
    CyclicBarrier start = new CyclicBarrier(2);
    Thread setter = new Thread(() -> run(start, () -> socket.setKeepAlive(true)));
    Thread connector =
        new Thread(
            () ->
                run(
                    start,
                    () -> {
                      socket.connect(server.getLocalSocketAddress());
                      server.accept().close();
                    }));
    setter.start();
    connector.start();
    setter.join();
    connector.join();
    socket.close();
  }

  private static void run(CyclicBarrier start, Attempt attempt) {
    try {
      start.await();
      attempt.make();
    } catch (Exception asWithoutTheAgent) {
      // 8 and 11 may make two SocketImpls for one Socket.
    }
  }
}
