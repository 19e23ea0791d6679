package programs.guest;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Fifty threads open a connection, load classes and log, all at once and first of all in their JVM.
 * Prints how many of the connections have keepalive on, and how many of the threads have logged.
 */
public final class ManyThreads {

  private static final int THREADS = 50;

  private static final String[] CLASSES = {
    "javax.net.ssl.SSLSocketFactory",
    "java.net.HttpURLConnection",
    "java.util.concurrent.ForkJoinPool",
    "java.nio.file.FileSystems",
    "java.nio.channels.Channels",
    "java.util.concurrent.ThreadLocalRandom",
    "java.util.zip.GZIPInputStream",
    "java.net.DatagramSocket",
    "sun.nio.ch.SocketChannelImpl",
    "java.text.SimpleDateFormat",
  };

  private static final AtomicInteger ALIVE = new AtomicInteger();
  private static final AtomicInteger LOGGED = new AtomicInteger();

  private ManyThreads() {}

  public static void main(String[] arguments) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(THREADS);
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, THREADS, loopback)) {
      InetSocketAddress address = new InetSocketAddress(loopback, server.getLocalPort());
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        Thread thread =
            new Thread(
                () -> {
                  try {
                    start.await();
                    go(number, address);
                  } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                  } finally {
                    end.countDown();
                  }
                });
        thread.start();
      }
      start.countDown();
      end.await();
    }
    System.out.println(ALIVE + " alive, " + LOGGED + " logged");
    System.exit(3);
  }

  private static void go(int number, InetSocketAddress address) throws Exception {
    Class.forName(CLASSES[number % CLASSES.length]);
    if (keepAlive(number, address)) {
      ALIVE.incrementAndGet();
    }
    Logger logger = Logger.getAnonymousLogger();
    logger.setUseParentHandlers(false);
    logger.addHandler(new Counting());
    logger.info("connected");
  }

  /** The kernel's value, because the getters are not woven. */
  private static boolean keepAlive(int number, InetSocketAddress address) throws Exception {
    switch (number % 3) {
      case 0:
        return onSocket(address);
      case 1:
        try (SocketChannel channel = SocketChannel.open(address)) {
          return channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
        }
      default:
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
          channel.connect(address).get();
          return channel.getOption(StandardSocketOptions.SO_KEEPALIVE);
        }
    }
  }

  private static boolean onSocket(InetSocketAddress address) throws IOException {
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      return socket.getKeepAlive();
    }
  }

  private static final class Counting extends Handler {
    @Override
    public void publish(LogRecord record) {
      LOGGED.incrementAndGet();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
