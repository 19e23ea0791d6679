package io.github.kaagent.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import jdk.net.ExtendedSocketOptions;

/**
 * Opens and closes connections to itself, and prints how many nanoseconds each took on average.
 * Argument: {@code plain}, or {@code byhand} to set the four options at each end itself.
 */
final class Churn {

  private static final int WARM_UP = 10_000;
  private static final int MEASURED = 30_000;

  private Churn() {}

  public static void main(String[] arguments) throws IOException {
    boolean byHand = arguments[0].equals("byhand");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 50, loopback)) {
      InetSocketAddress address = new InetSocketAddress(loopback, server.getLocalPort());
      connect(server, address, byHand, WARM_UP);
      long start = System.nanoTime();
      connect(server, address, byHand, MEASURED);
      System.out.println("ns " + (System.nanoTime() - start) / MEASURED);
    }
  }

  private static void connect(
      ServerSocket server, InetSocketAddress address, boolean byHand, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      try (Socket client = new Socket()) {
        // With this there is no TIME_WAIT, in which the ports would run out.
        client.setSoLinger(true, 0);
        if (byHand) {
          set(client);
        }
        client.connect(address);
        try (Socket accepted = server.accept()) {
          if (byHand) {
            set(accepted);
          }
        }
      }
    }
  }

  private static void set(Socket socket) throws IOException {
    socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 60);
    socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 20);
  }
}
