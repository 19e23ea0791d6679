package io.github.kaagent.cli.selftest;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/**
 * {@link AsynchronousSocketChannel} and {@link AsynchronousServerSocketChannel}. An accept that
 * finds a connection waiting takes another road through the JDK than one that has to wait for it.
 */
final class AsynchronousWays {

  private interface Client {
    Future<Void> connect(AsynchronousSocketChannel channel, SocketAddress server);
  }

  private interface Server {
    Future<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server);
  }

  private AsynchronousWays() {}

  static List<Way> all() {
    return Arrays.asList(
        client("AsynchronousSocketChannel.connect, Future", AsynchronousSocketChannel::connect),
        client("AsynchronousSocketChannel.connect, handler", AsynchronousWays::connect),
        pending(
            "AsynchronousServerSocketChannel.accept, Future, pending",
            AsynchronousServerSocketChannel::accept),
        pending(
            "AsynchronousServerSocketChannel.accept, handler, pending", AsynchronousWays::accept),
        immediate(
            "AsynchronousServerSocketChannel.accept, Future, immediate",
            AsynchronousServerSocketChannel::accept),
        immediate(
            "AsynchronousServerSocketChannel.accept, handler, immediate",
            AsynchronousWays::accept));
  }

  private static Way client(String name, Client client) {
    return Way.of(
        name,
        on -> {
          AsynchronousServerSocketChannel server = listen(on);
          Loopback.await(client.connect(channel(on), server.getLocalAddress()));
          on.keep(Loopback.await(server.accept()));
        });
  }

  private static Way pending(String name, Server acceptor) {
    return Way.of(
        name,
        on -> {
          AsynchronousServerSocketChannel server = listen(on);
          Future<AsynchronousSocketChannel> accepted = acceptor.accept(server);
          Loopback.await(channel(on).connect(server.getLocalAddress()));
          on.keep(Loopback.await(accepted));
        });
  }

  private static Way immediate(String name, Server acceptor) {
    return Way.of(
        name,
        on -> {
          AsynchronousServerSocketChannel server = listen(on);
          Loopback.await(channel(on).connect(server.getLocalAddress()));
          on.keep(Loopback.await(acceptor.accept(server)));
        });
  }

  private static AsynchronousServerSocketChannel listen(Loopback on) throws IOException {
    return on.keep(AsynchronousServerSocketChannel.open()).bind(on.anyPort());
  }

  private static AsynchronousSocketChannel channel(Loopback on) throws IOException {
    return on.keep(AsynchronousSocketChannel.open());
  }

  private static Future<Void> connect(AsynchronousSocketChannel channel, SocketAddress server) {
    Completion<Void> completion = new Completion<>();
    channel.connect(server, null, completion);
    return completion;
  }

  private static Future<AsynchronousSocketChannel> accept(AsynchronousServerSocketChannel server) {
    Completion<AsynchronousSocketChannel> completion = new Completion<>();
    server.accept(null, completion);
    return completion;
  }

  private static final class Completion<T> extends CompletableFuture<T>
      implements CompletionHandler<T, Void> {

    @Override
    public void completed(T result, Void nothing) {
      complete(result);
    }

    @Override
    public void failed(Throwable cause, Void nothing) {
      completeExceptionally(cause);
    }
  }
}
