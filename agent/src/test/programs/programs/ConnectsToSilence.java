package programs;

import java.io.Closeable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Tries for three seconds, in every way at once, to connect to a port that drops all requests
 * because its backlog is full. Prints how each attempt ended.
 */
public final class ConnectsToSilence {

  private static final int PATIENCE = 3000;

  /** Keeps them from being closed as garbage: others would be connected in their place. */
  private static final List<Closeable> OPEN = new ArrayList<>();

  private ConnectsToSilence() {}

  public static void main(String[] arguments) throws Exception {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    OPEN.add(server);
    SocketAddress silent = server.getLocalSocketAddress();
    fill(silent);
    List<Thread> threads = new ArrayList<>();
    threads.add(start("Socket", () -> new Socket().connect(silent, PATIENCE)));
    threads.add(
        start("channel.socket()", () -> SocketChannel.open().socket().connect(silent, PATIENCE)));
    threads.add(start("SocketChannel", () -> select(silent)));
    threads.add(
        start(
            "AsynchronousSocketChannel",
            () -> {
              Future<Void> connect = AsynchronousSocketChannel.open().connect(silent);
              connect.get(PATIENCE, TimeUnit.MILLISECONDS);
            }));
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private interface Connecting {
    void run() throws Exception;
  }

  private static Thread start(String way, Connecting connecting) {
    Thread thread = new Thread(() -> print(way, connecting));
    thread.start();
    return thread;
  }

  private static void print(String way, Connecting connecting) {
    String end = "connected";
    try {
      connecting.run();
    } catch (Exception e) {
      end = e.getClass().getSimpleName();
    }
    System.out.println(way + ": " + end);
  }

  private static void select(SocketAddress silent) throws Exception {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    channel.connect(silent);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_CONNECT);
      if (selector.select(PATIENCE) == 0) {
        throw new SocketTimeoutException();
      }
      channel.finishConnect();
    }
  }

  /** Waits until two are connected: a backlog of 1 has room for two, and then for no others. */
  private static void fill(SocketAddress silent) throws Exception {
    List<SocketChannel> fillers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      SocketChannel filler = SocketChannel.open();
      filler.configureBlocking(false);
      filler.connect(silent);
      fillers.add(filler);
    }
    OPEN.addAll(fillers);
    int connected = 0;
    while (connected < 2) {
      connected = 0;
      for (SocketChannel filler : fillers) {
        connected += filler.finishConnect() ? 1 : 0;
      }
    }
  }
}
