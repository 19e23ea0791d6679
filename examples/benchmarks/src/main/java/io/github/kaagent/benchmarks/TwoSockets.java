package io.github.kaagent.benchmarks;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Connects one Socket and one SocketChannel to itself. */
final class TwoSockets {

  private TwoSockets() {}

  public static void main(String[] arguments) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, server.getLocalPort());
        ServerSocketChannel channels =
            ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
        SocketChannel channel = SocketChannel.open(channels.getLocalAddress())) {
      System.out.println(client.isConnected() && channel.isConnected());
    }
    Memory.print();
  }
}
