package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds the given number of connections to itself, prints "ready" and the heap in bytes, waits for
 * a line, and prints how many sockets are covered, the longest pause in microseconds, and the heap.
 */
final class Many {

  private Many() {}

  public static void main(String[] arguments) throws Exception {
    int pairs = Integer.parseInt(arguments[0]);
    List<SocketChannel> open = new ArrayList<>();
    try (ServerSocketChannel server =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000)) {
      for (int i = 0; i < pairs; i++) {
        open.add(SocketChannel.open(server.getLocalAddress()));
        open.add(server.accept());
      }
    }
    System.out.println("ready " + heap());
    Pauses pauses = new Pauses();
    Thread thread = new Thread(pauses, "pauses");
    thread.setDaemon(true);
    thread.start();
    if (System.in.read() < 0) {
      return;
    }
    long longest = pauses.longest;
    System.out.println("covered " + covered(open) + " pause " + longest + " heap " + heap());
  }

  private static int covered(List<SocketChannel> open) throws IOException {
    int covered = 0;
    for (SocketChannel channel : open) {
      covered += channel.getOption(StandardSocketOptions.SO_KEEPALIVE) ? 1 : 0;
    }
    return covered;
  }

  private static long heap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(50);
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** Measures pauses: the longest time, in microseconds, that a sleep of 1 ms has taken. */
  static final class Pauses implements Runnable {

    private volatile long longest;

    @Override
    public void run() {
      try {
        for (long last = System.nanoTime(); ; ) {
          Thread.sleep(1);
          long now = System.nanoTime();
          longest = Math.max(longest, (now - last) / 1000);
          last = now;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
