package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.List;

/** {@link SocketChannel} and {@link ServerSocketChannel}. */
final class ChannelWays {

  private interface Client {
    void open(Loopback on, SocketAddress server) throws IOException;
  }

  private interface Server {
    void accept(Loopback on, ServerSocketChannel server) throws IOException;
  }

  private ChannelWays() {}

  static List<Way> all() {
    return Arrays.asList(
        client(
            "SocketChannel.open(SocketAddress)",
            (on, server) -> on.keep(SocketChannel.open(server))),
        client("SocketChannel.connect", (on, server) -> channel(on).connect(server)),
        client(
            "SocketChannel.connect, bound first",
            (on, server) -> channel(on).bind(on.anyPort()).connect(server)),
        client("SocketChannel.connect and finishConnect, selector", ChannelWays::connectSelected),
        client(
            "SocketChannel.socket().connect", (on, server) -> channel(on).socket().connect(server)),
        client(
            "SocketChannel.socket().connect with timeout",
            (on, server) -> channel(on).socket().connect(server, Loopback.PATIENCE_MILLIS)),
        server("ServerSocketChannel.accept", (on, server) -> on.keep(server.accept())),
        server("ServerSocketChannel.accept, selector", ChannelWays::acceptSelected),
        server(
            "ServerSocketChannel.socket().accept",
            (on, server) -> on.keep(server.socket().accept())),
        server("ServerSocketChannel.socket().accept with timeout", ChannelWays::acceptWithTimeout));
  }

  private static Way client(String name, Client client) {
    return Way.of(
        name,
        on -> {
          ServerSocketChannel server = listen(on);
          client.open(on, server.getLocalAddress());
          on.keep(server.accept());
        });
  }

  private static Way server(String name, Server acceptor) {
    return Way.of(
        name,
        on -> {
          ServerSocketChannel server = listen(on);
          on.keep(SocketChannel.open(server.getLocalAddress()));
          acceptor.accept(on, server);
        });
  }

  private static ServerSocketChannel listen(Loopback on) throws IOException {
    return on.keep(ServerSocketChannel.open()).bind(on.anyPort());
  }

  private static SocketChannel channel(Loopback on) throws IOException {
    return on.keep(SocketChannel.open());
  }

  private static void connectSelected(Loopback on, SocketAddress server) throws IOException {
    SocketChannel channel = channel(on);
    channel.configureBlocking(false);
    if (!channel.connect(server)) {
      awaitReady(on, channel, SelectionKey.OP_CONNECT);
      channel.finishConnect();
    }
  }

  private static void acceptSelected(Loopback on, ServerSocketChannel server) throws IOException {
    server.configureBlocking(false);
    awaitReady(on, server, SelectionKey.OP_ACCEPT);
    on.keep(server.accept());
  }

  private static void awaitReady(Loopback on, SelectableChannel channel, int operation)
      throws IOException {
    Selector selector = on.keep(Selector.open());
    channel.register(selector, operation);
    selector.select(Loopback.PATIENCE_MILLIS);
  }

  private static void acceptWithTimeout(Loopback on, ServerSocketChannel server)
      throws IOException {
    ServerSocket socket = server.socket();
    socket.setSoTimeout(Loopback.PATIENCE_MILLIS);
    on.keep(socket.accept());
  }
}
